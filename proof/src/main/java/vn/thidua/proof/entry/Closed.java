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
        var manifestParts = pieces(manifest);
        var missingParts = pieces(missing);
        var count = Math.max(1, manifestParts.size() + missingParts.size());
        var parts = new ArrayList<Closed>();
        for (var at = 0; at < count; at++) {
            var rest = at - manifestParts.size();
            parts.add(new Closed(
                    board,
                    revision,
                    occurredAt,
                    at + 1,
                    count,
                    rest < 0 ? manifestParts.get(at) : List.of(),
                    rest >= 0 && rest < missingParts.size() ? missingParts.get(rest) : List.of(),
                    missingBecause));
        }
        return parts;
    }

    private static <T> List<List<T>> pieces(List<T> items) {
        var pieces = new ArrayList<List<T>>();
        for (var from = 0; from < items.size(); from += MOST_IN_A_PART) {
            pieces.add(items.subList(from, Math.min(items.size(), from + MOST_IN_A_PART)));
        }
        return pieces;
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
