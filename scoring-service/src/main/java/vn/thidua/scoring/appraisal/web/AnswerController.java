package vn.thidua.scoring.appraisal.web;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.ExplanationGiven;
import vn.thidua.events.RoundPlan.Stage;
import vn.thidua.events.ScoresConfirmed;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.appraisal.AnswerAppraisal;
import vn.thidua.scoring.appraisal.AppraisalPolicy;
import vn.thidua.scoring.appraisal.Duties;
import vn.thidua.scoring.appraisal.Duties.Duty;
import vn.thidua.scoring.appraisal.Statement;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardMembers;
import vn.thidua.scoring.board.BoardPolicy;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.Boards;

/** What members answer to their appraisals, and what everybody still has to do. */
@RestController
@RequestMapping("/api/scoring/v1/boards/{board}")
@Tag(name = "Rounds", description = "Chấm theo vòng: explanations, confirmations, and who has to do what by when")
class AnswerController {

    private final Boards boards;
    private final BoardMembers members;
    private final AnswerAppraisal answerAppraisal;
    private final Duties duties;

    AnswerController(Boards boards, BoardMembers members, AnswerAppraisal answerAppraisal, Duties duties) {
        this.boards = boards;
        this.members = members;
        this.answerAppraisal = answerAppraisal;
        this.duties = duties;
    }

    @GetMapping("/missing")
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(summary = "Who still has to do what, by when; for those whose business the board is")
    Missing missing(Actor actor, @PathVariable String board) {
        var found = find(board);
        BoardPolicy.see(actor, found.id(), members.participants(found)).orThrow();
        // That a member has to explain says how its appraisal differs: sealed for the others.
        return new Missing(
                board,
                duties.of(found).stream()
                        .filter(duty -> duty.stage() != Stage.EXPLANATION
                                || actor.role() == Role.CITY
                                || actor.isUnit(duty.unit().id()))
                        .toList());
    }

    @PutMapping("/explanations/{unit}")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Explain to the first appraisal, or replace the explanation",
            description = "Giải trình, by criterion. In its round only, by the unit itself. The same again changes"
                    + " nothing; every revision is kept.")
    ExplanationGiven explain(
            Actor actor, @PathVariable String board, @PathVariable String unit, @RequestBody Texts texts) {
        var found = find(board);
        var authority = AppraisalPolicy.answer(actor, found, members.participants(found), unit)
                .orThrow();
        return answerAppraisal.explain(found, unit, requireNonNullElse(texts.texts(), Map.of()), authority);
    }

    @GetMapping("/explanations/{unit}")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "What a unit explained, the newest first",
            description = "For the unit, its appraisers and the City; for the others of the board once it is closed.")
    Explanations explanations(Actor actor, @PathVariable String board, @PathVariable String unit) {
        var found = find(board);
        AppraisalPolicy.read(actor, found, members.participants(found), unit).orThrow();
        return new Explanations(
                board,
                unit,
                answerAppraisal.explanations(board, unit).reversed().stream()
                        .map(Explanation::of)
                        .toList());
    }

    @PostMapping("/confirmations/{unit}")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Confirm that the unit has seen its appraisals as they stand",
            description = "In its round only, by the unit itself, once all its appraisals are there.")
    ScoresConfirmed confirm(Actor actor, @PathVariable String board, @PathVariable String unit) {
        var found = find(board);
        var authority = AppraisalPolicy.answer(actor, found, members.participants(found), unit)
                .orThrow();
        return answerAppraisal.confirm(found, unit, authority);
    }

    private Board find(String board) {
        return BoardId.parse(board)
                .flatMap(boards::find)
                .orElseThrow(() -> new RefusalException(BoardRefusals.unknown(board)));
    }

    /** What is missing on a board. */
    record Missing(String board, List<Duty> missing) {}

    /** By criterion code. */
    record Texts(@Nullable Map<String, @Nullable String> texts) {}

    /** Everything that a unit explained. */
    record Explanations(String board, String unit, List<Explanation> revisions) {}

    /** One revision of it; {@code by} is the account. */
    record Explanation(long revision, Instant occurredAt, String by, Map<String, String> texts) {

        static Explanation of(Statement statement) {
            var given = (ExplanationGiven) statement.fact();
            return new Explanation(
                    given.revision(), given.occurredAt(), statement.by().id(), given.texts());
        }
    }
}
