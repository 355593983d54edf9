package vn.thidua.proof.entry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A board takes no more sheets, and these are the ones that count. Of a large board it is several entries, one after the
 * other, together one fact.
 *
 * @param part which of them this is, from 1
 * @param parts how many there are
 * @param manifest the counted sheets, ordered by sheet, over all parts
 * @param missing the sheets that were expected and never came, ordered, over all parts
 * @param missingBecause stands for why the board was closed without them; on every part alike
 */
public record Closed(
        String board,
        long revision,
        Instant occurredAt,
        int part,
        int parts,
        List<Counted> manifest,
        List<String> missing,
        @Nullable Commitment missingBecause)
        implements Entry {

    /** Some hundred bytes each: well within what an entry holds, whatever the units are called. */
    private static final int MOST_IN_A_PART = 200;

    /** @throws IllegalArgumentException when there is no such part */
    public Closed {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        manifest = List.copyOf(manifest);
        missing = List.copyOf(missing);
        if (part < 1 || part > parts) {
            throw new IllegalArgumentException("there is no part " + part + " of " + parts);
        }
    }

    /** The entries that say this together, to be appended in their order. */
    public static List<Closed> parts(
            String board,
            long revision,
            Instant occurredAt,
            List<Counted> manifest,
            List<String> missing,
            @Nullable Commitment missingBecause) {
        var items = manifest.size() + missing.size();
        var count = Math.max(1, Math.ceilDiv(items, MOST_IN_A_PART));
        var parts = new ArrayList<Closed>();
        for (var part = 1; part <= count; part++) {
            var from = (part - 1) * MOST_IN_A_PART;
            parts.add(new Closed(
                    board,
                    revision,
                    occurredAt,
                    part,
                    count,
                    piece(manifest, from),
                    piece(missing, from - manifest.size()),
                    missingBecause));
        }
        return parts;
    }

    /** What of a list is in the part that begins this many items after the list's own beginning. */
    private static <T> List<T> piece(List<T> items, int from) {
        return items.subList(
                Math.clamp(from, 0, items.size()), Math.clamp(from + (long) MOST_IN_A_PART, 0, items.size()));
    }

    /** One counted sheet: its id, its last revision, and the digest that this has in the log. */
    public record Counted(String sheet, long revision, String digest) {

        /** @throws IllegalArgumentException when the digest is none */
        public Counted {
            requireNonNull(sheet, "sheet");
            if (!Commitment.isDigest(digest)) {
                throw new IllegalArgumentException("\"" + digest + "\" is not a digest");
            }
        }
    }
}
