package vn.thidua.scoring.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.thidua.events.EventJson;
import vn.thidua.events.IntakeResult;
import vn.thidua.events.SheetSubmission;
import vn.thidua.messaging.AuthContext;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.scoring.sheet.Submissions;
import vn.thidua.scoring.sheet.Submissions.Outcome;
import vn.thidua.scoring.sheet.Submitter;

/**
 * Takes the score sheets that come as events, by the same rules as those that come over HTTP, and answers each. An
 * event is recognised by its source and id: delivered again, it is answered {@code REPEATED} with the same receipt.
 * Thread-safe.
 */
public final class Intake {

    private final Submissions submissions;
    private final IntakeRefusals refusals;
    private final IntakeAnswers answers;
    private final Clock clock;

    public Intake(Submissions submissions, IntakeRefusals refusals, IntakeAnswers answers, Clock clock) {
        this.submissions = submissions;
        this.refusals = refusals;
        this.answers = answers;
        this.clock = clock;
    }

    /** Takes these in their order. When this returns, every outcome is durable and every answer acknowledged. */
    public void take(List<Sent> batch) {
        var outcomes = submissions.submitAll(batch.stream()
                .map(sent -> new Submissions.Keyed(
                        sent.submission(), sent.sent().idempotencyKey(), submitter(sent.submission())))
                .toList());
        var now = now();
        var refused = new ArrayList<IntakeRefusal>();
        var told = new ArrayList<IntakeAnswers.Answer>(batch.size());
        for (var index = 0; index < batch.size(); index++) {
            var sent = batch.get(index).sent();
            var outcome = outcomes.get(index);
            if (outcome instanceof Outcome.Refused(var refusal)) {
                refused.add(new IntakeRefusal(sent, refusal.toProblem(), now, null, null));
            }
            told.add(new IntakeAnswers.Answer(sent.position(), result(sent, outcome), now));
        }
        refusals.keep(refused);
        answers.send(told);
    }

    /** Takes a refused record once more, as if it were delivered again; nothing if there is none at this position. */
    public Optional<IntakeResult> replay(String position) {
        return refusals.find(position).map(refusal -> replay(refusal.sent()));
    }

    private IntakeResult replay(IntakeRecord sent) {
        var submission = EventJson.read(SheetSubmission.class, sent.data().getBytes(UTF_8));
        var outcome = submissions.submit(submission, sent.idempotencyKey(), submitter(submission));
        var result = result(sent, outcome);
        var now = now();
        var problem = outcome instanceof Outcome.Refused(var refusal) ? refusal.toProblem() : null;
        refusals.replayed(sent.position(), result.outcome(), problem, now);
        answers.send(List.of(new IntakeAnswers.Answer(sent.position() + "@" + now, result, now)));
        return result;
    }

    /** The shared topic does not say who wrote: the sheet itself names its unit. */
    private static Submitter submitter(SheetSubmission submission) {
        var unit = String.valueOf(submission.scorer());
        return new Submitter(
                unit, new AuthContext("service_account", "intake", Map.of("capacity", "DISTRICT", "unit", unit)));
    }

    private static IntakeResult result(IntakeRecord sent, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var receipt) ->
                new IntakeResult(sent.source(), sent.event(), IntakeResult.Outcome.ACCEPTED, receipt, null);
            case Outcome.Repeated(var receipt) ->
                new IntakeResult(sent.source(), sent.event(), IntakeResult.Outcome.REPEATED, receipt, null);
            case Outcome.Refused(Refusal refusal) ->
                new IntakeResult(
                        sent.source(),
                        sent.event(),
                        IntakeResult.Outcome.REFUSED,
                        null,
                        EventJson.mapper().valueToTree(refusal.toProblem()));
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A record and the score sheet in it. */
    public record Sent(IntakeRecord sent, SheetSubmission submission) {}
}
