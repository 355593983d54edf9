package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Chốt kết quả: the results of a board are final, and may be told.
 *
 * @param standings the final standings
 * @param manifestDigest {@code sha-256:} and the hex digest over the manifest these results were made from
 * @param checkpoint the signed checkpoint of the season's log in which these sheets are ({@code docs/proof.md})
 */
public record ResultsFinalised(
        String board,
        long revision,
        Instant occurredAt,
        Standings standings,
        String manifestDigest,
        @Nullable String checkpoint)
        implements RankingEvent {

    public ResultsFinalised {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(standings, "standings");
        requireNonNull(manifestDigest, "manifestDigest");
    }

    /** Results of a season without a log. */
    public ResultsFinalised(
            String board, long revision, Instant occurredAt, Standings standings, String manifestDigest) {
        this(board, revision, occurredAt, standings, manifestDigest, null);
    }

    @Override
    public String subject() {
        return board;
    }
}
