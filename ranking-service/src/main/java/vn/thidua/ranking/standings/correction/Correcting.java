package vn.thidua.ranking.standings.correction;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.ranking.standings.Board;
import vn.thidua.ranking.standings.Boards;
import vn.thidua.ranking.standings.Change;
import vn.thidua.ranking.standings.Finalisation;
import vn.thidua.ranking.standings.Heads;
import vn.thidua.ranking.standings.StandingsPolicy;
import vn.thidua.ranking.standings.correction.Correction.State;

/**
 * Đính chính: corrects final results. Somebody proposes a set and sees what it would change; two people approve it. With the
 * second approval the board's sheets, its results and the event that tells of them become one guarded write. Repeating a
 * step changes nothing, and finishes what a crash left unfinished.
 */
public final class Correcting {

    private final Boards boards;
    private final Corrections corrections;
    private final Heads heads;
    private final Clock clock;

    public Correcting(Boards boards, Corrections corrections, Heads heads, Clock clock) {
        this.boards = boards;
        this.corrections = corrections;
        this.heads = heads;
        this.clock = clock;
    }

    /**
     * Keeps a proposal with what it would change; nothing else shows anything of it.
     *
     * @throws RefusalException when the actor may not, it is wrong, changes nothing, or another one is open
     */
    public Correction propose(String board, Proposal proposal, Actor actor) {
        while (true) {
            var now = clock.instant();
            var held = board(board);
            var by = allowed(held, actor, now);
            if (!held.isFinal()) {
                throw new RefusalException(Refusals.notFinal());
            }
            var violations =
                    proposal.violations(held, requireNonNull(held.opened()).scoreTable());
            if (!violations.isEmpty()) {
                throw new RefusalException(Refusals.invalid(violations));
            }
            var before = corrections.of(board);
            if (before.stream().anyMatch(other -> other.state() == State.PROPOSED)) {
                throw new RefusalException(Refusals.open());
            }
            var correction = proposed(held, proposal, before.size() + 1L, by, now);
            if (corrections.store(correction)) {
                return correction;
            }
        }
    }

    private static Correction proposed(Board held, Proposal proposal, long number, Authority by, Instant now) {
        var results = requireNonNull(held.standings());
        var sheets = proposal.corrected(held, now);
        var after = held.correctedBy(sheets, proposal.reason());
        var changes = Correction.changes(results, requireNonNull(after.standings()));
        if (changes.isEmpty()) {
            throw new RefusalException(Refusals.changesNothing());
        }
        refuse(Finalisation.correct(held, after));
        return new Correction(
                held.id(),
                number,
                1,
                State.PROPOSED,
                results.revision(),
                proposal.reason(),
                sheets.stream()
                        .map(sheet -> requireNonNull(held.sheets().byId().get(sheet.sheet())))
                        .toList(),
                sheets,
                changes,
                by.actor().id(),
                now,
                List.of());
    }

    /** The corrections of a board in the order of their numbers, for those who may approve them. */
    public List<Correction> of(String board, Actor actor) {
        allowed(board(board), actor, clock.instant());
        return corrections.of(board);
    }

    /**
     * Approves a correction; the second approval publishes it.
     *
     * @throws RefusalException when the actor may not, is no person, or the results have changed since it was proposed
     */
    public Correction approve(String board, long number, Actor actor) {
        while (true) {
            var now = clock.instant();
            var by = allowed(board(board), actor, now);
            if (actor.system()) {
                throw new RefusalException(Refusals.peopleOnly());
            }
            var correction = find(board, number);
            if (correction.state() == State.PUBLISHED) {
                return correction;
            }
            if (correction.state() != State.PROPOSED) {
                throw new RefusalException(Refusals.over(correction));
            }
            var next = correction.approved(by, now);
            if (next.equals(correction) || corrections.store(next)) {
                return next.isApproved() ? publish(next, by) : next;
            }
        }
    }

    /**
     * Takes a correction back; repeating it changes nothing.
     *
     * @throws RefusalException when the actor may not, or two people have approved it
     */
    public Correction withdraw(String board, long number, Actor actor) {
        while (true) {
            allowed(board(board), actor, clock.instant());
            var correction = find(board, number);
            if (correction.isApproved()) {
                throw new RefusalException(Refusals.over(correction));
            }
            if (correction.state() != State.PROPOSED) {
                return correction;
            }
            var next = correction.in(State.WITHDRAWN);
            if (corrections.store(next)) {
                return next;
            }
        }
    }

    /** The approvals are durable by now: whoever approves next finishes what does not get to its end here. */
    private Correction publish(Correction correction, Authority by) {
        while (true) {
            var held = board(correction.board());
            if (correction.isIn(held)) {
                return ended(correction, State.PUBLISHED);
            }
            if (requireNonNull(held.standings()).revision() != correction.replaces()) {
                throw new RefusalException(Refusals.over(ended(correction, State.STALE)));
            }
            var after = held.correctedBy(correction.sheets(), correction.because());
            refuse(Finalisation.correct(held, after));
            var fact = correction.fact(after, clock.instant());
            if (boards.write(List.of(new Change(held, after, Optional.of(fact), null, by)))
                    .isEmpty()) {
                return ended(correction, State.PUBLISHED);
            }
        }
    }

    private Correction ended(Correction correction, State state) {
        var next = correction.in(state);
        return corrections.store(next) ? next : find(correction.board(), correction.number());
    }

    private Board board(String id) {
        var held = boards.find(id);
        if (held.opened() == null || held.standings() == null) {
            throw new RefusalException(Finalisation.boardNotFound(id));
        }
        return held;
    }

    private Authority allowed(Board held, Actor actor, Instant now) {
        var head = heads.headOf(requireNonNull(held.opened()), now);
        refuse(StandingsPolicy.correct(actor, requireNonNull(held.standings()), head));
        return new Authority(actor, actor.role() == Role.CITY ? Capacity.CITY : Capacity.HEAD);
    }

    private Correction find(String board, long number) {
        return corrections.of(board).stream()
                .filter(correction -> correction.number() == number)
                .findFirst()
                .orElseThrow(() -> new RefusalException(Refusals.notFound(board, number)));
    }

    private static void refuse(Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw new RefusalException(why);
        });
    }
}
