package vn.thidua.ranking.standings;

import java.time.Clock;
import java.util.List;
import vn.thidua.events.Standings;
import vn.thidua.messaging.problem.RefusalException;

/** Makes the results of a board final, once. Repeating it is harmless, by whomever and at the same time. */
public final class Finalising {

    private final Boards boards;
    private final Clock clock;

    public Finalising(Boards boards, Clock clock) {
        this.boards = boards;
        this.clock = clock;
    }

    /**
     * Returns the final standings once they are durable.
     *
     * @throws RefusalException when the results cannot be final yet
     */
    public Standings finalise(String board) {
        while (true) {
            switch (Finalisation.decide(boards.find(board), clock.instant())) {
                case Finalisation.Accepted(var change, var standings) -> {
                    if (boards.write(List.of(change)).isEmpty()) {
                        return standings;
                    }
                }
                case Finalisation.Repeated(var standings) -> {
                    return standings;
                }
                case Finalisation.Refused(var refusal) -> throw new RefusalException(refusal);
            }
        }
    }
}
