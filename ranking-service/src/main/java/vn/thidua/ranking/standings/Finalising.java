package vn.thidua.ranking.standings;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.Standings;
import vn.thidua.identity.Actor;
import vn.thidua.messaging.problem.RefusalException;

/** Makes the results of a board final, once, for the unit that heads its cluster. Repeating it is harmless. */
public final class Finalising {

    private final Boards boards;
    private final Heads heads;
    private final Function<String, Optional<ProceedingsRecorded>> proceedings;
    private final Clock clock;

    /**
     * @param proceedings the newest of each board, by id
     */
    public Finalising(
            Boards boards, Heads heads, Function<String, Optional<ProceedingsRecorded>> proceedings, Clock clock) {
        this.boards = boards;
        this.heads = heads;
        this.proceedings = proceedings;
        this.clock = clock;
    }

    /**
     * Returns the final standings once they are durable.
     *
     * @throws RefusalException when the actor may not do this, or the results cannot be final yet
     */
    public Standings finalise(String board, Actor actor) {
        while (true) {
            var now = clock.instant();
            var held = boards.find(board);
            var opened = held.opened();
            if (opened == null) {
                throw new RefusalException(Finalisation.boardNotFound(board));
            }
            switch (Finalisation.decide(held, proceedings.apply(board), actor, heads.headOf(opened, now), now)) {
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
