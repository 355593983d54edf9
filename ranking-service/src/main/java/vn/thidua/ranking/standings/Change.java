package vn.thidua.ranking.standings;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.Standings;
import vn.thidua.events.StandingsUpdated;
import vn.thidua.identity.Authority;

/**
 * A board before and after a decision, and the fact to publish if there is one: written together or not at all.
 *
 * @param source the last record that this was decided from; {@code null} when somebody decided
 * @param by who decided; {@code null} when it was counted from records
 */
public record Change(
        Board before,
        Board after,
        Optional<RankingEvent> fact,
        @Nullable Source source,
        @Nullable Authority by) {

    /** The change from counted events, with {@link StandingsUpdated} when a reader now sees something else. */
    static Change counted(Board before, Board after, @Nullable Source source, Instant now) {
        var standings = after.standings();
        var fact = standings == null || standings.equals(before.standings())
                ? Optional.<RankingEvent>empty()
                : Optional.<RankingEvent>of(new StandingsUpdated(after.id(), standings.revision(), now, standings));
        return new Change(before, after, fact, source, null);
    }

    /** The change to what the whole log gives; what readers then see is told, unless it was told already. */
    public static Change rebuilt(Board before, Board after, @Nullable Standings told, Instant now) {
        var standings = after.standings();
        var fact = standings == null || standings.equals(before.standings()) || standings.equals(told)
                ? Optional.<RankingEvent>empty()
                : Optional.<RankingEvent>of(new StandingsUpdated(after.id(), standings.revision(), now, standings));
        return new Change(before, after, fact, null, null);
    }

    /** A place in the topic of the scoring events. */
    public record Source(int partition, long offset) {}
}
