package vn.thidua.ranking.leadership;

import java.time.LocalDate;
import java.util.Optional;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.UnitRef;
import vn.thidua.identity.Authority;

/** The stored leaderships, one per board. Thread-safe; any number of instances may work on the same ones. */
public interface Leaderships {

    /** The leadership of a board as it is stored, or {@link Leadership.Open}. */
    Leadership find(String board);

    /** The head of the latest leadership that this cluster agreed on and that is effective on this day. */
    Optional<UnitRef> head(String cluster, LocalDate on);

    /**
     * Writes what was decided if the leadership is still at the version that it was decided from; once durable, the
     * fact is published.
     *
     * @param next with the version that it was decided from
     * @param by on whose authority, which is told with the fact
     * @return {@code false} when another writer was faster: read and decide again
     */
    boolean write(Leadership next, Optional<RankingEvent> fact, Authority by);
}
