package vn.thidua.scoring.evidence;

import java.util.Set;
import vn.thidua.identity.Actor;
import vn.thidua.scoring.access.Access;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardRefusals;

/** Who may add evidence, and who may see it: a member adds its own, everybody who scores by it sees it, the City too. */
public final class EvidencePolicy {

    private EvidencePolicy() {}

    /** @param members the board's */
    public static Access add(Actor actor, Board board, Set<String> members, String unit) {
        return switch (actor.role()) {
            case DISTRICT -> {
                if (!members.contains(actor.unit())) {
                    yield Access.hidden(BoardRefusals.unknown(board.id().toString()));
                }
                yield actor.isUnit(unit) ? Access.granted(actor) : Access.forbidden();
            }
            case CITY, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    /** @param participants the board's members and appraisers */
    public static Access see(Actor actor, Board board, Set<String> participants) {
        return switch (actor.role()) {
            case CITY -> Access.granted(actor);
            case DISTRICT ->
                participants.contains(actor.unit())
                        ? Access.granted(actor)
                        : Access.hidden(BoardRefusals.unknown(board.id().toString()));
            case OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }
}
