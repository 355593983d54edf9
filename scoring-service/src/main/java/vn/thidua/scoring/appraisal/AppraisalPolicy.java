package vn.thidua.scoring.appraisal;

import java.util.Set;
import vn.thidua.identity.Actor;
import vn.thidua.scoring.access.Access;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Rounds;

/**
 * Who may answer an appraisal, and who may read the answer. A member answers for itself; it, its appraisers and the City
 * read the answer at once, the others of the board when scoring is closed.
 */
public final class AppraisalPolicy {

    private AppraisalPolicy() {}

    /** @param participants the board's members and appraisers */
    public static Access answer(Actor actor, Board board, Set<String> participants, String unit) {
        return switch (actor.role()) {
            case DISTRICT -> {
                if (!participants.contains(actor.unit())) {
                    yield Access.hidden(BoardRefusals.unknown(board.id().toString()));
                }
                yield actor.isUnit(unit) ? Access.granted(actor) : Access.forbidden();
            }
            case CITY, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    /** @param participants the board's members and appraisers */
    public static Access read(Actor actor, Board board, Set<String> participants, String unit) {
        return switch (actor.role()) {
            case CITY -> Access.granted(actor);
            case DISTRICT -> {
                if (!participants.contains(actor.unit())) {
                    yield Access.hidden(BoardRefusals.unknown(board.id().toString()));
                }
                var opened = board.opened();
                var appraises = opened != null
                        && actor.unit() != null
                        && Rounds.of(opened).appraises(actor.unit(), unit);
                yield actor.isUnit(unit) || appraises || board.state() == BoardState.CLOSED
                        ? Access.granted(actor)
                        : Access.hidden(AppraisalRefusals.unknown(unit));
            }
            case OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }
}
