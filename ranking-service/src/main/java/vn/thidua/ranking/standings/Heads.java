package vn.thidua.ranking.standings;

import java.time.Instant;
import vn.thidua.events.ScoringOpened;

/** Who leads the clusters. */
@FunctionalInterface
public interface Heads {

    /** The unit that heads the board's cluster at this instant. */
    String headOf(ScoringOpened opened, Instant now);
}
