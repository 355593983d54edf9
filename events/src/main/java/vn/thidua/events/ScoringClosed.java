package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A board takes no more sheets. The manifest names every sheet that counts, with its last revision: results may be
 * finalised only from exactly these.
 *
 * @param manifest the counted sheets, ordered by sheet
 * @param missing the sheets that were expected and never came, ordered
 * @param missingBecause why the board was closed without them; there when {@code missing} is not empty
 * @param recused sheets that stand and do not count, because their scorers were recused; absent means there are none
 * @param checkpoint the signed checkpoint of the season's log with the closing in it ({@code docs/proof.md})
 */
public record ScoringClosed(
        String board,
        long revision,
        Instant occurredAt,
        List<CountedSheet> manifest,
        List<String> missing,
        @Nullable String missingBecause,
        @Nullable List<CountedSheet> recused,
        @Nullable String checkpoint)
        implements ScoringEvent {

    public ScoringClosed {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        manifest = Required.list(manifest, "manifest");
        missing = Required.list(missing, "missing");
        recused = Required.orAbsent(recused, "recused");
    }

    /** A board on which no recused scorer had given a sheet. */
    public ScoringClosed(
            String board,
            long revision,
            Instant occurredAt,
            List<CountedSheet> manifest,
            List<String> missing,
            @Nullable String missingBecause) {
        this(board, revision, occurredAt, manifest, missing, missingBecause, null, null);
    }

    /** A closing that is in no log yet. */
    public ScoringClosed(
            String board,
            long revision,
            Instant occurredAt,
            List<CountedSheet> manifest,
            List<String> missing,
            @Nullable String missingBecause,
            @Nullable List<CountedSheet> recused) {
        this(board, revision, occurredAt, manifest, missing, missingBecause, recused, null);
    }

    /** The same closing, with the checkpoint that proves it. */
    public ScoringClosed with(String checkpoint) {
        return new ScoringClosed(board, revision, occurredAt, manifest, missing, missingBecause, recused, checkpoint);
    }

    @Override
    public String subject() {
        return board;
    }

    /** One counted sheet: its id, its last revision and that revision's digest. */
    public record CountedSheet(String sheet, long revision, String digest) {

        public CountedSheet {
            requireNonNull(sheet, "sheet");
            requireNonNull(digest, "digest");
        }
    }
}
