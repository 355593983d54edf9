package vn.thidua.scoring.board;

import java.time.Instant;
import java.util.Set;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Capacity;
import vn.thidua.scoring.access.Access;
import vn.thidua.scoring.access.Reach;
import vn.thidua.scoring.leadership.Terms;

/**
 * Who may do what with a board. It is planned by the cluster's head or the City, opened and closed by the head alone,
 * and seen by its members, the City and operations. Head is who heads the cluster at the instant of the act.
 */
public final class BoardPolicy {

    private BoardPolicy() {}

    /** @param members of the board, or of its cluster when there is no board yet */
    public static Access plan(Actor actor, BoardId id, Set<String> members, Terms terms, Instant now) {
        return switch (actor.role()) {
            case CITY -> Access.granted(actor);
            case DISTRICT -> lead(actor, id, members, terms, now);
            case OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    /** Opening and closing. */
    public static Access lead(Actor actor, BoardId id, Set<String> members, Terms terms, Instant now) {
        return switch (actor.role()) {
            case DISTRICT -> {
                var heads = terms.headAt(now).filter(actor::isUnit).isPresent();
                if (heads) {
                    yield Access.granted(actor, Capacity.HEAD);
                }
                yield members.contains(actor.unit())
                        ? new Access.Denied(BoardRefusals.headOnly())
                        : Access.hidden(BoardRefusals.unknown(id.toString()));
            }
            case CITY, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    /** A unit recuses itself; the head and the City recuse anybody. */
    public static Access recuse(
            Actor actor, BoardId id, Set<String> participants, String scorer, Terms terms, Instant now) {
        return switch (actor.role()) {
            case CITY -> Access.granted(actor);
            case DISTRICT ->
                actor.isUnit(scorer) && participants.contains(actor.unit())
                        ? Access.granted(actor)
                        : lead(actor, id, participants, terms, now);
            case OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    public static Access see(Actor actor, BoardId id, Set<String> members) {
        return switch (actor.role()) {
            case CITY, OPERATIONS -> Access.granted(actor);
            case DISTRICT ->
                members.contains(actor.unit())
                        ? Access.granted(actor)
                        : Access.hidden(BoardRefusals.unknown(id.toString()));
            case PUBLIC -> Access.forbidden();
        };
    }

    /** Whose boards a list shows. */
    public static Reach list(Actor actor) {
        return Reach.of(actor);
    }
}
