package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.RoundPlan.Stage;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Refusals;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.scoring.access.Access;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Rounds;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.unit.Unit;

/**
 * Who may submit and see sheets. A unit submits its own and sees its own; the others' are sealed until scoring is
 * closed, and a sealed sheet is answered like one that is not there. Two windows are open earlier: an appraiser sees
 * what its targets gave themselves, and a target sees its appraisals once it is its turn to explain or to confirm.
 */
public final class SheetPolicy {

    private SheetPolicy() {}

    /** Whether this actor may submit at all. */
    public static Access submit(Actor actor) {
        return switch (actor.role()) {
            // Whoever speaks for the City has the City's role: no unit is called so.
            case DISTRICT -> actor.isUnit(Unit.CITY_COMMITTEE) ? Access.forbidden() : Access.granted(actor);
            case CITY -> Access.granted(actor);
            case OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    /** Why this unit may not submit this sheet to a board with these members and appraisers, or nothing. */
    public static Optional<Refusal> submit(
            Submitter submitter, String board, Set<String> participants, @Nullable String scorer) {
        if (!participants.contains(submitter.unit())) {
            return Optional.of(
                    submitter.unit().equals(Unit.CITY_COMMITTEE) ? Refusals.forbidden() : BoardRefusals.unknown(board));
        }
        return scorer == null || scorer.equals(submitter.unit())
                ? Optional.empty()
                : Optional.of(SheetRefusals.scorerForeign(submitter.unit(), scorer));
    }

    /**
     * @param board {@code null} when there is none
     * @param participants the board's members and appraisers
     */
    public static Access see(Actor actor, SheetId sheet, @Nullable Board board, Set<String> participants, Instant now) {
        return switch (actor.role()) {
            case DISTRICT -> {
                var unit = requireNonNull(actor.unit(), "a district's unit");
                var own = unit.equals(sheet.scorer());
                var unsealed = isClosed(board) && participants.contains(unit);
                yield own || unsealed || isShown(unit, sheet, board, now) ? Access.granted(actor) : sealed(sheet);
            }
            case CITY ->
                isClosed(board) || isShown(Unit.CITY_COMMITTEE, sheet, board, now)
                        ? Access.granted(actor)
                        : sealed(sheet);
            case OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    private static boolean isClosed(@Nullable Board board) {
        return board != null && board.state() == BoardState.CLOSED;
    }

    /** Appraisers see what their targets gave themselves, and a target what it has to explain. */
    private static boolean isShown(String unit, SheetId sheet, @Nullable Board board, Instant now) {
        var opened = board == null ? null : board.opened();
        if (opened == null) {
            return false;
        }
        var rounds = Rounds.of(opened);
        return switch (sheet.kind()) {
            case SELF -> rounds.appraises(unit, sheet.target());
            case PEER -> false;
            case APPRAISAL_1 ->
                unit.equals(sheet.scorer())
                        || unit.equals(sheet.target())
                                && rounds.has(Stage.EXPLANATION)
                                && rounds.hasBegun(Stage.EXPLANATION, now);
            case APPRAISAL_2 ->
                unit.equals(sheet.scorer())
                        || unit.equals(sheet.target())
                                && rounds.has(Stage.CONFIRMATION)
                                && rounds.hasBegun(Stage.CONFIRMATION, now);
        };
    }

    private static Access sealed(SheetId sheet) {
        return Access.hidden(SheetRefusals.unknown(sheet.toString()));
    }
}
