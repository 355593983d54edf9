package vn.thidua.scoring.intake.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import vn.thidua.events.EventJson;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.Topics;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.events.UnreadableEvent.Reason;
import vn.thidua.messaging.Batch;
import vn.thidua.scoring.intake.Intake;
import vn.thidua.scoring.intake.SentEvent;
import vn.thidua.scoring.quarantine.Content;

/**
 * Reads every district's {@link Topics#intake}. Offsets move once every record of the poll is durable and answered; what
 * cannot be read at all is kept in its district's quarantine and becomes a dead letter, and the rest of the poll counts.
 */
public class IntakeConsumer implements Consumer<Message<List<byte[]>>> {

    private final Intake intake;

    public IntakeConsumer(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void accept(Message<List<byte[]>> poll) {
        var batch = Batch.of(poll);
        var byUnit = new LinkedHashMap<String, List<Intake.Delivered>>();
        for (var read : batch.read(IntakeConsumer::read)) {
            byUnit.computeIfAbsent(unit(read.item().topic()), unit -> new ArrayList<>())
                    .add(read.value());
        }
        byUnit.forEach(intake::take);
        for (var record : batch.unreadable()) {
            intake.keepUnreadable(
                    new Intake.Untaken(unit(record.topic()), record.source(), record.id(), record.value()),
                    String.valueOf(record.why().getMessage()));
        }
        batch.throwIfPoisoned();
    }

    private static Intake.Delivered read(Batch.Item item) {
        var event = item.event();
        if (!event.type().equals(Topics.SHEET_TYPE)) {
            throw new UnreadableEvent(Reason.UNKNOWN_TYPE, "type " + event.type() + " is not " + Topics.SHEET_TYPE);
        }
        var submission = EventJson.read(SheetSubmission.class, event.data());
        var position = "%s-%03d-%019d".formatted(item.topic(), item.partition(), item.offset());
        return new Intake.Delivered(
                position,
                new SentEvent.Sheet(
                        event.source(), event.id(), Content.of(Content.Form.SHEET, event.data()), submission));
    }

    private static String unit(String topic) {
        return Topics.unitOf(topic).orElseThrow(() -> new IllegalStateException(topic + " is no district's"));
    }
}
