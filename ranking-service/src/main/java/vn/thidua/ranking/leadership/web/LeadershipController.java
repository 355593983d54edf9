package vn.thidua.ranking.leadership.web;

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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.ranking.leadership.LeadershipPolicy;
import vn.thidua.ranking.leadership.Rotation;
import vn.thidua.ranking.leadership.Rotation.Standing;
import vn.thidua.ranking.leadership.Step;

@RestController
@RequestMapping("/api/ranking/v1/boards/{board}/leadership")
@Tag(name = "Leadership", description = "Giới thiệu và thống nhất: who leads the cluster in the coming year")
class LeadershipController {

    private final Rotation rotation;

    LeadershipController(Rotation rotation) {
        this.rotation = rotation;
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY, Role.PUBLIC})
    @Operation(
            summary = "Where the choice of next year's head and deputy stands",
            description = "For members and the City; for the public once it is agreed, without who consented.")
    ResponseEntity<LeadershipView> standing(Actor actor, @PathVariable String board) {
        return answer(HttpStatus.OK, rotation.standing(board, actor), actor);
    }

    @PostMapping("/nomination")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Introduce a head and a deputy; replaces an earlier nomination and its consents",
            description = "For the unit that heads the cluster at this moment. `nominatedBy` may be left out.")
    ResponseEntity<LeadershipView> nominate(Actor actor, @PathVariable String board, @RequestBody NominationBody body) {
        var step = new Step.Nominate(
                required("/head", body.head()),
                required("/deputy", body.deputy()),
                named("/nominatedBy", body.nominatedBy(), actor));
        var taken = rotation.take(board, step, actor);
        return answer(taken.changed() ? HttpStatus.CREATED : HttpStatus.OK, taken.standing(), actor);
    }

    @PostMapping("/consents")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Consent to the nomination; with If-Match, only to the one that was seen",
            description = "For each member, for itself. `unit` may be left out, and the body with it.")
    ResponseEntity<LeadershipView> consent(
            Actor actor,
            @PathVariable String board,
            @RequestBody(required = false) @Nullable ConsentBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String nomination) {
        var step = new Step.Consent(named("/unit", body == null ? null : body.unit(), actor), revision(nomination));
        return answer(HttpStatus.OK, rotation.take(board, step, actor).standing(), actor);
    }

    @PostMapping("/agreement")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Settle the nomination, once every member has consented",
            description = "For the unit that heads the cluster at this moment.")
    ResponseEntity<LeadershipView> agree(Actor actor, @PathVariable String board) {
        return answer(
                HttpStatus.OK, rotation.take(board, new Step.Agree(), actor).standing(), actor);
    }

    private static ResponseEntity<LeadershipView> answer(HttpStatus status, Standing standing, Actor actor) {
        return ResponseEntity.status(status)
                .eTag("\"" + standing.leadership().revision() + "\"")
                .body(LeadershipView.of(standing, LeadershipPolicy.seesWhoConsented(actor)));
    }

    /** The unit that was named, or the actor's own. */
    private static String named(String pointer, @Nullable String unit, Actor actor) {
        return required(pointer, unit == null ? actor.unit() : unit);
    }

    private static String required(String pointer, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new RefusalException(new Refusal(
                    "field-missing",
                    400,
                    new Text("Thiếu thông tin", "A field is missing"),
                    new Text("Hãy điền mã đơn vị vào " + pointer + ".", "Give the unit's id in " + pointer + "."),
                    List.of(new Violation(
                            pointer, "required", new Text("Trường này là bắt buộc.", "This field is required."))),
                    Map.of()));
        }
        return value;
    }

    private static @Nullable Long revision(@Nullable String etag) {
        if (etag == null || etag.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(etag.strip().replace("\"", ""));
        } catch (NumberFormatException e) {
            throw new RefusalException(new Refusal(
                    "precondition-unreadable",
                    400,
                    new Text("If-Match không hợp lệ", "Unreadable If-Match"),
                    new Text(
                            "If-Match phải là ETag của lần giới thiệu đã xem, ví dụ \"1\".",
                            "If-Match must be the ETag of the nomination that was seen, for example \"1\".")));
        }
    }

    /** Who is introduced, and by whom: the sender's own unit when it is left out. */
    record NominationBody(
            @Nullable String head,
            @Nullable String deputy,
            @Nullable String nominatedBy) {}

    /** Who consents: the sender's own unit when it is left out. */
    record ConsentBody(@Nullable String unit) {}
}
