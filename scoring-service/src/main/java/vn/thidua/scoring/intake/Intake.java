package vn.thidua.scoring.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.EventJson;
import vn.thidua.events.IntakeResult;
import vn.thidua.messaging.AuthContext;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.scoring.quarantine.Content;
import vn.thidua.scoring.quarantine.Quarantine;
import vn.thidua.scoring.quarantine.Quarantined;
import vn.thidua.scoring.quarantine.Quarantined.Door;
import vn.thidua.scoring.quarantine.Replaying;
import vn.thidua.scoring.sheet.Submissions.Outcome;
import vn.thidua.scoring.sheet.Submitter;

/**
 * Takes the score sheets that a district's system sends over Kafka, by the same rules as those that come over HTTP, and
 * answers each. Only that system can write to its topic, so whatever stands there is the district's own word.
 * Thread-safe.
 */
public final class Intake implements Replaying {

    private static final int MOST_KEPT = 4 * 1024 * 1024;

    private final TakeEvents takeEvents;
    private final ClaimedSubmissions submissions;
    private final Quarantine quarantine;
    private final IntakeAnswers answers;
    private final Clock clock;

    public Intake(
            TakeEvents takeEvents,
            ClaimedSubmissions submissions,
            Quarantine quarantine,
            IntakeAnswers answers,
            Clock clock) {
        this.takeEvents = takeEvents;
        this.submissions = submissions;
        this.quarantine = quarantine;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Takes these in their order. When this returns, every outcome is durable and every answer acknowledged.
     *
     * @param unit whose topic it is
     */
    public void take(String unit, List<Delivered> deliveries) {
        var results = takeEvents.take(
                new Submitter(unit, system(unit)),
                Door.KAFKA,
                deliveries.stream().map(Delivered::event).toList(),
                0);
        var now = now();
        var told = new ArrayList<IntakeAnswers.Answer>(deliveries.size());
        for (var result : results) {
            var position = deliveries.get(result.index()).position();
            told.add(new IntakeAnswers.Answer(unit, position, told(result), now));
        }
        answers.send(told);
    }

    /** Keeps what could not be read, besides its dead letter; durable when this returns. */
    public void keepUnreadable(Untaken record, String why) {
        keep(record, unreadable(why));
    }

    /** Keeps what was read and failed each time it was taken, besides its dead letter; durable when this returns. */
    public void keepFailed(Untaken record) {
        keep(record, failed());
    }

    private void keep(Untaken record, Refusal why) {
        // A document has room for 16 MiB, compressed records unpack to more. Of those there is the dead letter alone:
        // what cannot be kept must not hold up what comes after it.
        if (record.value().length > MOST_KEPT) {
            return;
        }
        quarantine.keep(List.of(Quarantined.of(
                record.unit(),
                Door.KAFKA,
                record.source(),
                record.id(),
                Content.of(Content.Form.SHEET, record.value()),
                why.toProblem(),
                now())));
    }

    @Override
    public IntakeResult replay(Quarantined quarantined, AuthContext by) {
        var source = quarantined.source() == null ? "quarantine" : quarantined.source();
        var event = quarantined.event() == null ? quarantined.id() : quarantined.event();
        var content = quarantined.current();
        var sent = switch (content.form()) {
            case SHEET -> EventReader.sheet(source, event, content);
            case EVENT -> EventReader.structured(content.bytes());
        };
        var outcome = switch (sent) {
            case SentEvent.Unfit unfit -> new Outcome.Refused(unfit.refusal());
            case SentEvent.Sheet sheet ->
                submissions
                        .submit(new Submitter(quarantined.unit(), by), List.of(sheet))
                        .getFirst();
        };
        var result = switch (outcome) {
            case Outcome.Accepted(var receipt) ->
                new IntakeResult(source, event, IntakeResult.Outcome.ACCEPTED, receipt, null);
            case Outcome.Repeated(var receipt) ->
                new IntakeResult(source, event, IntakeResult.Outcome.REPEATED, receipt, null);
            case Outcome.Refused(var refusal) ->
                new IntakeResult(
                        source,
                        event,
                        IntakeResult.Outcome.REFUSED,
                        null,
                        EventJson.mapper().valueToTree(refusal.toProblem()));
        };
        if (quarantined.door() == Door.KAFKA) {
            var now = now();
            answers.send(
                    List.of(new IntakeAnswers.Answer(quarantined.unit(), quarantined.id() + "@" + now, result, now)));
        }
        return result;
    }

    /** The principal that alone may write to the unit's topic. */
    private static AuthContext system(String unit) {
        return new AuthContext(
                "service_account",
                "he-thong-" + unit.toLowerCase(Locale.ROOT),
                Map.of("capacity", "DISTRICT", "unit", unit));
    }

    private static IntakeResult told(EventResult result) {
        return new IntakeResult(
                result.source(),
                result.event(),
                result.outcome(),
                result.receipt(),
                result.problem() == null ? null : EventJson.mapper().valueToTree(result.problem()));
    }

    private static Refusal unreadable(String why) {
        return new Refusal(
                "event-unreadable",
                400,
                new Text("Không đọc được sự kiện", "The event cannot be read"),
                new Text(
                        "Không đọc được sự kiện: " + why + ". Hãy sửa rồi gửi lại.",
                        "The event cannot be read: " + why + ". Correct it and replay it."));
    }

    private static Refusal failed() {
        return new Refusal(
                "event-not-taken",
                500,
                new Text("Chưa nhận được sự kiện", "The event could not be taken"),
                new Text(
                        "Hệ thống gặp lỗi mỗi lần nhận sự kiện này, nên phiếu chưa được tính. Hãy gửi lại từ đây sau khi"
                                + " lỗi được sửa.",
                        "Taking this event failed here each time, so its sheet does not count yet. Replay it once that"
                                + " is mended."));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * A record that was read.
     *
     * @param position where it stands, the same whenever it is delivered
     */
    public record Delivered(String position, SentEvent event) {}

    /** A record of a unit's topic that was not taken. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Untaken(
            String unit, @Nullable String source, @Nullable String id, byte[] value) {}
}
