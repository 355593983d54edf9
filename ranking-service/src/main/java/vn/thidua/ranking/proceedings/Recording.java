package vn.thidua.ranking.proceedings;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.ScoringOpened;
import vn.thidua.identity.Actor;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.ranking.proceedings.ProceedingsPolicy.Ruling;

/** Records the proceedings of a board, and lets its standings follow before anybody is told. */
public final class Recording {

    private final AllProceedings all;
    private final Function<String, Optional<Subject>> subjects;
    private final BiFunction<ScoringOpened, Instant, String> heads;
    private final Predicate<ProceedingsRecorded> follow;
    private final Clock clock;

    /**
     * @param subjects the boards, by id
     * @param heads who heads a board's cluster at an instant
     * @param follow makes the standings follow; {@code false} when they are final without it
     */
    public Recording(
            AllProceedings all,
            Function<String, Optional<Subject>> subjects,
            BiFunction<ScoringOpened, Instant, String> heads,
            Predicate<ProceedingsRecorded> follow,
            Clock clock) {
        this.all = all;
        this.subjects = subjects;
        this.heads = heads;
        this.follow = follow;
        this.clock = clock;
    }

    /**
     * The proceedings of a board.
     *
     * @throws RefusalException when this actor does not see them
     */
    public Proceedings standing(String board, Actor actor) {
        ProceedingsPolicy.see(actor, subject(board)).ifPresent(why -> {
            throw new RefusalException(why);
        });
        return all.find(board);
    }

    /**
     * Takes a step; returns once it is durable and the standings follow it.
     *
     * @throws RefusalException when this actor may not take it, or the step is refused; also when the results became
     *     final while it was recorded: then it stands, and does not count
     */
    public Taken take(String board, Step step, Actor actor) {
        while (true) {
            var now = clock.instant();
            var subject = subject(board);
            var proceedings = all.find(board);
            var head = heads.apply(subject.opened(), now);
            var by = switch (ProceedingsPolicy.take(step, actor, proceedings, subject, head)) {
                case Ruling.Granted(var authority) -> authority;
                case Ruling.Denied(var refusal) -> throw new RefusalException(refusal);
            };
            switch (step.decide(proceedings, subject, by, now)) {
                case Decision.Accepted(var next) -> {
                    if (all.write(next, by)) {
                        return told(new Taken(next, true));
                    }
                }
                case Decision.Repeated(var standing) -> {
                    return told(new Taken(standing, false));
                }
                case Decision.Refused(var refusal) -> throw new RefusalException(refusal);
            }
        }
    }

    private Taken told(Taken taken) {
        var counts = taken.proceedings().recorded().map(follow::test).orElse(true);
        all.publish(taken.proceedings().board());
        if (!counts && taken.changed()) {
            throw new RefusalException(Refusals.resultsFinal());
        }
        return taken;
    }

    private Subject subject(String board) {
        return subjects.apply(board).orElseThrow(() -> new RefusalException(Refusals.boardNotFound(board)));
    }

    /** The proceedings after a step, and whether the step changed them. */
    public record Taken(Proceedings proceedings, boolean changed) {}
}
