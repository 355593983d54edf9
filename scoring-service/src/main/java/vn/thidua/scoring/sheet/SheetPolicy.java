package vn.thidua.scoring.sheet;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.identity.Actor;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.scoring.access.Access;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.SheetId;

/**
 * Who may submit and see sheets. A unit submits its own and sees its own; the others' are sealed until scoring is
 * closed, and a sealed sheet is answered like one that is not there.
 */
public final class SheetPolicy {

    private SheetPolicy() {}

    /** Whether this actor may submit at all. */
    public static Access submit(Actor actor) {
        return switch (actor.role()) {
            case DISTRICT -> Access.granted(actor);
            case CITY, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    /** Why this unit may not submit this sheet to a board with these members, or nothing. */
    public static Optional<Refusal> submit(
            Submitter submitter, String board, Set<String> members, @Nullable String scorer) {
        if (!members.contains(submitter.unit())) {
            return Optional.of(BoardRefusals.unknown(board));
        }
        return scorer == null || scorer.equals(submitter.unit())
                ? Optional.empty()
                : Optional.of(SheetRefusals.scorerForeign(submitter.unit(), scorer));
    }

    /**
     * @param state the board's; {@code null} when there is none
     * @param members the board's
     */
    public static Access see(Actor actor, SheetId sheet, @Nullable BoardState state, Set<String> members) {
        return switch (actor.role()) {
            case DISTRICT -> {
                var own = actor.isUnit(sheet.scorer());
                var unsealed = state == BoardState.CLOSED && members.contains(actor.unit());
                yield own || unsealed ? Access.granted(actor) : sealed(sheet);
            }
            case CITY -> state == BoardState.CLOSED ? Access.granted(actor) : sealed(sheet);
            case OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    private static Access sealed(SheetId sheet) {
        return Access.hidden(SheetRefusals.unknown(sheet.toString()));
    }
}
