package vn.thidua.scoring.leadership.kafka;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import vn.thidua.events.Event;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.Topics;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.events.UnreadableEvent.Reason;
import vn.thidua.messaging.Batch;
import vn.thidua.scoring.leadership.AgreedLeaderships;

/** Reads {@link Topics#RANKING} for the leaderships that were agreed on and the results that are final; everything else there is left unread. */
public class LeadershipConsumer implements Consumer<Message<List<byte[]>>> {

    private final AgreedLeaderships leaderships;
    private final Consumer<ResultsFinalised> results;

    /** @param results told of each result that is final, at least once */
    public LeadershipConsumer(AgreedLeaderships leaderships, Consumer<ResultsFinalised> results) {
        this.leaderships = leaderships;
        this.results = results;
    }

    @Override
    public void accept(Message<List<byte[]>> poll) {
        var batch = Batch.of(poll);
        for (var read : batch.read(LeadershipConsumer::fact)) {
            read.value().ifPresent(this::on);
        }
        batch.throwIfPoisoned();
    }

    private void on(Event fact) {
        if (fact instanceof LeadershipAgreed agreed) {
            leaderships.on(agreed);
        } else if (fact instanceof ResultsFinalised finalised) {
            results.accept(finalised);
        }
    }

    private static Optional<Event> fact(Batch.Item item) {
        var event = item.event();
        var type = EventType.named(event.type())
                .orElseThrow(() -> new UnreadableEvent(Reason.UNKNOWN_TYPE, "unknown type " + event.type()));
        return type == EventType.LEADERSHIP_AGREED || type == EventType.RESULTS_FINALISED
                ? Optional.of(EventJson.read(event.type(), event.data()))
                : Optional.empty();
    }
}
