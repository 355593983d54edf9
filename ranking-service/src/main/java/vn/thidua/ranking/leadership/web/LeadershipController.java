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
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
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
    @Operation(summary = "Where the choice of next year's head and deputy stands")
    ResponseEntity<LeadershipView> standing(@PathVariable String board) {
        return answer(HttpStatus.OK, rotation.standing(board));
    }

    @PostMapping("/nomination")
    @Operation(summary = "Introduce a head and a deputy; replaces an earlier nomination and its consents")
    ResponseEntity<LeadershipView> nominate(@PathVariable String board, @RequestBody NominationBody body) {
        var taken = rotation.take(
                board,
                new Step.Nominate(
                        required("/head", body.head()),
                        required("/deputy", body.deputy()),
                        required("/nominatedBy", body.nominatedBy())));
        return answer(taken.changed() ? HttpStatus.CREATED : HttpStatus.OK, taken.standing());
    }

    @PostMapping("/consents")
    @Operation(summary = "Consent to the nomination; with If-Match, only to the one that was seen")
    ResponseEntity<LeadershipView> consent(
            @PathVariable String board,
            @RequestBody ConsentBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String nomination) {
        var step = new Step.Consent(required("/unit", body.unit()), revision(nomination));
        return answer(HttpStatus.OK, rotation.take(board, step).standing());
    }

    @PostMapping("/agreement")
    @Operation(summary = "Settle the nomination, once every member has consented")
    ResponseEntity<LeadershipView> agree(@PathVariable String board) {
        return answer(HttpStatus.OK, rotation.take(board, new Step.Agree()).standing());
    }

    private static ResponseEntity<LeadershipView> answer(HttpStatus status, Standing standing) {
        return ResponseEntity.status(status)
                .eTag("\"" + standing.leadership().revision() + "\"")
                .body(LeadershipView.of(standing));
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

    /** Who is introduced, and by whom. */
    record NominationBody(
            @Nullable String head,
            @Nullable String deputy,
            @Nullable String nominatedBy) {}

    /** Who consents. */
    record ConsentBody(@Nullable String unit) {}
}
