package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** The standings of a board changed; interim, for screens, and nobody is notified of it. */
public record StandingsUpdated(String board, long revision, Instant occurredAt, Standings standings)
        implements RankingEvent {

    public StandingsUpdated {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(standings, "standings");
    }

    @Override
    public String subject() {
        return board;
    }
}
