package vn.thidua.scoring.board;

import java.util.List;
import vn.thidua.events.ScoringEvent;
import vn.thidua.messaging.problem.Refusal;

/** What comes of a wish to change a board. */
public sealed interface BoardDecision {

    /** The board as it is to be stored, and the facts to tell. */
    record Accepted(Board next, List<ScoringEvent> events) implements BoardDecision {

        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** It already is so. */
    record Unchanged(Board board) implements BoardDecision {}

    /** It may not be. */
    record Refused(Refusal refusal) implements BoardDecision {}
}
