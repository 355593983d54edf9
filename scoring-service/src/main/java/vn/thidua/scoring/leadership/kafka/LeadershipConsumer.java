package vn.thidua.scoring.leadership.kafka;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.Topics;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.events.UnreadableEvent.Reason;
import vn.thidua.messaging.Batch;
import vn.thidua.scoring.leadership.AgreedLeaderships;

/** Reads {@link Topics#RANKING} for the leaderships that were agreed on; everything else there is left unread. */
public class LeadershipConsumer implements Consumer<Message<List<byte[]>>> {

    private final AgreedLeaderships leaderships;

    public LeadershipConsumer(AgreedLeaderships leaderships) {
        this.leaderships = leaderships;
    }

    @Override
    public void accept(Message<List<byte[]>> poll) {
        var batch = Batch.of(poll);
        for (var read : batch.read(LeadershipConsumer::agreed)) {
            read.value().ifPresent(leaderships::on);
        }
        batch.throwIfPoisoned();
    }

    private static Optional<LeadershipAgreed> agreed(Batch.Item item) {
        var event = item.event();
        var type = EventType.named(event.type())
                .orElseThrow(() -> new UnreadableEvent(Reason.UNKNOWN_TYPE, "unknown type " + event.type()));
        return type == EventType.LEADERSHIP_AGREED
                ? Optional.of(EventJson.read(LeadershipAgreed.class, event.data()))
                : Optional.empty();
    }
}
