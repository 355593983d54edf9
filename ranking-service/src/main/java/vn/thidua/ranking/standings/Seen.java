package vn.thidua.ranking.standings;

import java.util.Optional;
import vn.thidua.events.Standings;
import vn.thidua.messaging.problem.Refusal;

/** What a reader gets of a board's standings: all that leaves this service goes through {@link StandingsPolicy#seen}. */
public sealed interface Seen {

    /** The standings as they are, or frozen: see {@link StandingsPolicy#frozen}. */
    record Shown(Standings standings) implements Seen {}

    /** None, and why. */
    record Withheld(Refusal why) implements Seen {}

    /** The standings, for those to whom an answer without them is one, too. */
    default Optional<Standings> shown() {
        return switch (this) {
            case Shown(var standings) -> Optional.of(standings);
            case Withheld(var why) -> Optional.empty();
        };
    }
}
