package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Chốt kết quả: the results of a board are final, and may be told.
 *
 * @param standings the final standings
 * @param manifestDigest {@code sha-256:} and the hex digest over the manifest these results were made from
 */
public record ResultsFinalised(
        String board, long revision, Instant occurredAt, Standings standings, String manifestDigest)
        implements RankingEvent {

    public ResultsFinalised {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(standings, "standings");
        requireNonNull(manifestDigest, "manifestDigest");
    }

    @Override
    public String subject() {
        return board;
    }
}
