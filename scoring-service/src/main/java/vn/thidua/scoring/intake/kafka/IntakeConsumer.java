package vn.thidua.scoring.intake.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import vn.thidua.scoring.intake.IntakeRecord;

/**
 * Reads {@link Topics#INTAKE}. Offsets move once every record of the poll is durable and answered; what cannot be read
 * at all becomes a dead letter, and the rest of the poll counts.
 */
public class IntakeConsumer implements Consumer<Message<List<byte[]>>> {

    private final Intake intake;

    public IntakeConsumer(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void accept(Message<List<byte[]>> poll) {
        var batch = Batch.of(poll);
        var sent =
                batch.read(IntakeConsumer::read).stream().map(Batch.Read::value).toList();
        if (!sent.isEmpty()) {
            intake.take(sent);
        }
        batch.throwIfPoisoned();
    }

    private static Intake.Sent read(Batch.Item item) {
        var event = item.event();
        if (!event.type().equals(Topics.SHEET_TYPE)) {
            throw new UnreadableEvent(Reason.UNKNOWN_TYPE, "type " + event.type() + " is not " + Topics.SHEET_TYPE);
        }
        var submission = EventJson.read(SheetSubmission.class, event.data());
        var position = IntakeRecord.position(item.topic(), item.partition(), item.offset());
        return new Intake.Sent(
                new IntakeRecord(position, event.source(), event.id(), item.key(), new String(event.data(), UTF_8)),
                submission);
    }
}
