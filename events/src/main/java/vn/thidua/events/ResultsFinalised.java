package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chốt kết quả: the results of a board are final, and may be told. Told again, with a higher revision, for each correction
 * that two people have approved; {@link Standings#correction} then says what it corrects, and why.
 *
 * @param standings the final standings
 * @param manifestDigest {@code sha-256:} and the hex digest over the manifest these results were made from
 * @param checkpoint the signed checkpoint of the season's log in which these sheets are ({@code docs/proof.md})
 * @param changes of which units something else is said than before the correction; absent for the first results
 * @param corrected the sheets that count with this content in place of what the manifest names, of all corrections so
 *     far; what was scored stays as it is. Absent for the first results
 */
public record ResultsFinalised(
        String board,
        long revision,
        Instant occurredAt,
        Standings standings,
        String manifestDigest,
        @Nullable String checkpoint,
        @Nullable List<UnitChange> changes,
        @Nullable List<ScoreSubmitted> corrected)
        implements RankingEvent {

    public ResultsFinalised {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(standings, "standings");
        requireNonNull(manifestDigest, "manifestDigest");
        changes = Required.orAbsent(changes, "changes");
        corrected = Required.orAbsent(corrected, "corrected");
    }

    /** The first results of a board. */
    public ResultsFinalised(
            String board,
            long revision,
            Instant occurredAt,
            Standings standings,
            String manifestDigest,
            @Nullable String checkpoint) {
        this(board, revision, occurredAt, standings, manifestDigest, checkpoint, null, null);
    }

    /** The first results of a season without a log. */
    public ResultsFinalised(
            String board, long revision, Instant occurredAt, Standings standings, String manifestDigest) {
        this(board, revision, occurredAt, standings, manifestDigest, null);
    }

    @Override
    public String subject() {
        return board;
    }

    /** What is said of a unit, before and after a correction. */
    public record UnitChange(UnitRef unit, Place before, Place after) {

        public UnitChange {
            requireNonNull(unit, "unit");
            requireNonNull(before, "before");
            requireNonNull(after, "after");
        }
    }

    /**
     * Where a unit stands.
     *
     * @param rank absent while the unit has no total
     * @param total hundredths; absent likewise
     * @param classification the code of its class, when the table has classes
     * @param award the code of its award, when it comes into one
     */
    public record Place(
            @Nullable Integer rank,
            @Nullable Integer total,
            @Nullable String classification,
            @Nullable String award) {}
}
