package vn.thidua.ranking.leadership;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import vn.thidua.events.ScoringOpened;
import vn.thidua.identity.Actor;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.ranking.leadership.Decision.Accepted;
import vn.thidua.ranking.leadership.Decision.Refused;
import vn.thidua.ranking.leadership.Decision.Repeated;
import vn.thidua.ranking.leadership.LeadershipPolicy.Ruling;

/** Takes the steps by which a cluster chooses next year's head and deputy. */
public final class Rotation {

    private final Leaderships leaderships;
    private final Function<String, Optional<ScoringOpened>> definitions;
    private final HeadInForce head;
    private final Clock clock;

    /**
     * @param definitions of the boards, by id
     */
    public Rotation(Leaderships leaderships, Function<String, Optional<ScoringOpened>> definitions, Clock clock) {
        this.leaderships = leaderships;
        this.definitions = definitions;
        this.head = new HeadInForce(leaderships);
        this.clock = clock;
    }

    /**
     * Where the choice of a board stands.
     *
     * @throws RefusalException when this actor does not see it
     */
    public Standing standing(String board, Actor actor) {
        var standing = new Standing(definition(board), leaderships.find(board));
        LeadershipPolicy.see(actor, standing.opened(), standing.leadership()).ifPresent(why -> {
            throw new RefusalException(why);
        });
        return standing;
    }

    /**
     * Takes a step; returns once it is durable.
     *
     * @throws RefusalException when this actor may not take it, or the step is refused
     */
    public Taken take(String board, Step step, Actor actor) {
        var opened = definition(board);
        while (true) {
            var now = clock.instant();
            var by = switch (LeadershipPolicy.take(step, actor, opened, head.of(opened, now))) {
                case Ruling.Granted(var authority) -> authority;
                case Ruling.Denied(var refusal) -> throw new RefusalException(refusal);
            };
            switch (step.decide(leaderships.find(board), opened, by, now)) {
                case Accepted(var next, var fact) -> {
                    if (leaderships.write(next, fact, by)) {
                        return new Taken(new Standing(opened, next), true);
                    }
                }
                case Repeated(var standing) -> {
                    return new Taken(new Standing(opened, standing), false);
                }
                case Refused(var refusal) -> throw new RefusalException(refusal);
            }
        }
    }

    private ScoringOpened definition(String board) {
        return definitions.apply(board).orElseThrow(() -> new RefusalException(Refusals.boardNotFound(board)));
    }

    /** The leadership of a board, and the definition that says whose consent it needs. */
    public record Standing(ScoringOpened opened, Leadership leadership) {}

    /** Where the choice stands after a step, and whether the step changed it. */
    public record Taken(Standing standing, boolean changed) {}
}
