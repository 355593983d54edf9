package vn.thidua.ranking.proceedings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.ProceedingsRecorded.Ballot.Round;
import vn.thidua.events.ProceedingsRecorded.TieDecision.By;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.ranking.proceedings.Proceedings;
import vn.thidua.ranking.proceedings.Recording;
import vn.thidua.ranking.proceedings.Step;
import vn.thidua.ranking.proceedings.Step.Because;

@RestController
@RequestMapping("/api/ranking/v1/boards/{board}/proceedings")
@Tag(name = "Proceedings", description = "What is decided beside the marks; the standings follow each act")
class ProceedingsController {

    private static final int LONGEST = 500;

    private final Recording recording;

    ProceedingsController(Recording recording) {
        this.recording = recording;
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "Holds, disciplines, preferences, ballots and decisions, with who, why and the legal basis",
            description = "For members and the City.")
    ResponseEntity<ProceedingsView> standing(Actor actor, @PathVariable String board) {
        return answer(HttpStatus.OK, recording.standing(board, actor));
    }

    @PostMapping("/holds")
    @Permit(Role.CITY)
    @Operation(summary = "Leave a unit out of the awards for now", description = "For the City.")
    ResponseEntity<ProceedingsView> hold(Actor actor, @PathVariable String board, @RequestBody UnitBody body) {
        return take(actor, board, new Step.PlaceHold(required("/unit", body.unit()), because(body)));
    }

    @PostMapping("/holds/{number}/confirmation")
    @Permit(Role.CITY)
    @Operation(summary = "Let results become final with the unit still held", description = "For the City.")
    ResponseEntity<ProceedingsView> confirm(
            Actor actor, @PathVariable String board, @PathVariable long number, @RequestBody ReasonBody body) {
        return take(actor, board, new Step.ConfirmHold(number, because(body)));
    }

    @PostMapping("/holds/{number}/release")
    @Permit(Role.CITY)
    @Operation(summary = "Lift a hold", description = "For the City.")
    ResponseEntity<ProceedingsView> release(
            Actor actor, @PathVariable String board, @PathVariable long number, @RequestBody ReasonBody body) {
        return take(actor, board, new Step.ReleaseHold(number, because(body)));
    }

    @PostMapping("/disciplines")
    @Permit(Role.CITY)
    @Operation(summary = "Record what a demotion of the score table applies to", description = "For the City.")
    ResponseEntity<ProceedingsView> discipline(
            Actor actor, @PathVariable String board, @RequestBody DisciplineBody body) {
        return take(
                actor,
                board,
                new Step.RecordDiscipline(
                        required("/unit", body.unit()), required("/demotion", body.demotion()), because(body)));
    }

    @PostMapping("/preferences")
    @Permit(Role.CITY)
    @Operation(summary = "Record whom the law prefers among equals", description = "For the City.")
    ResponseEntity<ProceedingsView> preference(Actor actor, @PathVariable String board, @RequestBody UnitBody body) {
        return take(actor, board, new Step.RecordPreference(required("/unit", body.unit()), because(body)));
    }

    @PostMapping("/ballots")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Record the closed tally of a ballot on a tie at the edge of an award",
            description = "For the unit that heads the cluster at this moment. Refused without a quorum; one that does"
                    + " not reach what the award needs is recorded and breaks nothing.")
    ResponseEntity<ProceedingsView> ballot(Actor actor, @PathVariable String board, @RequestBody BallotBody body) {
        var votes = required("/votes", body.votes());
        votes.forEach((unit, number) -> required("/votes/" + unit, number));
        return take(
                actor,
                board,
                new Step.RecordBallot(
                        required("/round", body.round()), votes, required("/present", body.present()), because(body)));
    }

    @PostMapping("/decisions")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "Decide the order of units that are still tied at the edge of an award",
            description = "For the unit that heads the cluster at this moment, as decided by head and deputy, or for"
                    + " the City.")
    ResponseEntity<ProceedingsView> decide(Actor actor, @PathVariable String board, @RequestBody OrderBody body) {
        var by = actor.role() == Role.CITY ? By.CITY : By.LEADERS;
        var order = required("/order", body.order());
        order.forEach(unit -> required("/order", unit));
        return take(actor, board, new Step.DecideTie(by, order, because(body)));
    }

    @PostMapping("/{number}/withdrawal")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "Withdraw a discipline, preference, ballot or decision that was recorded wrongly",
            description = "For the City what the City recorded, for the head what a head recorded.")
    ResponseEntity<ProceedingsView> withdraw(
            Actor actor, @PathVariable String board, @PathVariable long number, @RequestBody ReasonBody body) {
        return take(actor, board, new Step.Withdraw(number, because(body)));
    }

    private ResponseEntity<ProceedingsView> take(Actor actor, String board, Step step) {
        var taken = recording.take(board, step, actor);
        return answer(taken.changed() ? HttpStatus.CREATED : HttpStatus.OK, taken.proceedings());
    }

    private static ResponseEntity<ProceedingsView> answer(HttpStatus status, Proceedings proceedings) {
        return ResponseEntity.status(status)
                .eTag("\"" + proceedings.revision() + "\"")
                .body(ProceedingsView.of(proceedings));
    }

    private static Because because(Reasoned body) {
        var basis = body.basis();
        return new Because(
                text("/reason", required("/reason", body.reason())),
                basis == null || basis.isBlank() ? null : text("/basis", basis));
    }

    private static String text(String pointer, String value) {
        if (value.length() > LONGEST) {
            throw wrong(
                    pointer,
                    "too-long",
                    new Text("Tối đa " + LONGEST + " ký tự.", "At most " + LONGEST + " characters."));
        }
        return value.strip();
    }

    private static <T> T required(String pointer, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw wrong(pointer, "required", new Text("Trường này là bắt buộc.", "This field is required."));
        }
        return value;
    }

    private static RefusalException wrong(String pointer, String rule, Text text) {
        return new RefusalException(new Refusal(
                "field-missing",
                400,
                new Text("Thiếu thông tin", "A field is missing"),
                new Text("Hãy xem lại " + pointer + ".", "Look at " + pointer + " again."),
                List.of(new Violation(pointer, rule, text)),
                Map.of()));
    }

    /** What says why. */
    sealed interface Reasoned {

        @Nullable
        String reason();

        /** The legal basis. */
        @Nullable
        String basis();
    }

    /** Why. */
    record ReasonBody(@Nullable String reason, @Nullable String basis) implements Reasoned {}

    /** A unit, and why. */
    record UnitBody(
            @Nullable String unit,
            @Nullable String reason,
            @Nullable String basis) implements Reasoned {}

    /** @param demotion the code of a demotion of the score table */
    record DisciplineBody(
            @Nullable String unit,
            @Nullable String demotion,
            @Nullable String reason,
            @Nullable String basis) implements Reasoned {}

    /**
     * A closed tally.
     *
     * @param votes by unit
     * @param present how many members were present
     */
    record BallotBody(
            @Nullable Round round,
            @Nullable Map<String, Integer> votes,
            @Nullable Integer present,
            @Nullable String reason,
            @Nullable String basis)
            implements Reasoned {}

    /** @param order units, best first */
    record OrderBody(
            @Nullable List<String> order,
            @Nullable String reason,
            @Nullable String basis) implements Reasoned {}
}
