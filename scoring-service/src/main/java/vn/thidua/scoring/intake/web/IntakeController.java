package vn.thidua.scoring.intake.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.IntakeResult;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.scoring.intake.Intake;
import vn.thidua.scoring.intake.IntakeRefusal;
import vn.thidua.scoring.intake.IntakeRefusals;
import vn.thidua.scoring.web.Page;

/** What the intake topic brought and was refused: list, replay. */
@RestController
@RequestMapping("/api/scoring/v1/intake/refusals")
@Tag(name = "Intake", description = "Sheets that came as events and were refused")
class IntakeController {

    private final Intake intake;
    private final IntakeRefusals refusals;

    IntakeController(Intake intake, IntakeRefusals refusals) {
        this.intake = intake;
        this.refusals = refusals;
    }

    @GetMapping
    @Permit(Role.OPERATIONS)
    @Operation(summary = "The refused records, in the order of their positions, a page at a time")
    Page<Refused> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        var page = Page.of(
                refusals.page(after, Page.more(limit)),
                limit,
                (IntakeRefusal refusal) -> refusal.sent().position());
        return new Page<>(page.items().stream().map(Refused::of).toList(), page.next());
    }

    @PostMapping("/{id}/replay")
    @Permit(Role.OPERATIONS)
    @Operation(
            summary = "Take a refused record once more",
            description = "As if it were delivered again: with the same source and id, so that it counts at most once."
                    + " The answer goes to the intake results as well.")
    IntakeResult replay(@PathVariable String id) {
        return intake.replay(id)
                .orElseThrow(() -> new RefusalException(new Refusal(
                        "intake-refusal-unknown",
                        404,
                        new Text("Không có bản ghi bị từ chối này", "There is no such refused record"),
                        new Text(
                                "Không có bản ghi bị từ chối tại “" + id + "”.",
                                "No refused record is kept at “" + id + "”."))));
    }

    /**
     * A refused record as it is shown.
     *
     * @param id where it stands on the intake topic
     * @param data the score sheet as it was sent
     * @param replayed what came of its last replay
     */
    record Refused(
            String id,
            String source,
            String event,
            @Nullable String key,
            String data,
            Map<String, Object> problem,
            Instant at,
            @Nullable Replay replayed) {

        static Refused of(IntakeRefusal refusal) {
            var sent = refusal.sent();
            var at = refusal.replayedAt();
            var outcome = refusal.replayedTo();
            return new Refused(
                    sent.position(),
                    sent.source(),
                    sent.event(),
                    sent.key(),
                    sent.data(),
                    refusal.problem(),
                    refusal.at(),
                    at == null || outcome == null ? null : new Replay(at, outcome));
        }
    }

    /** When it was replayed last, and what came of it. */
    record Replay(Instant at, IntakeResult.Outcome outcome) {}
}
