package vn.thidua.notification.inbox.kafka;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import vn.thidua.events.EventJson;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.messaging.Batch;
import vn.thidua.notification.inbox.Delivery;
import vn.thidua.notification.inbox.Inboxes;

/**
 * Puts what a poll of ranking events says into the inboxes. Whatever is delivered again is there already, so nobody is
 * told twice; the offsets move only once all of it is durable, so nobody is left out.
 */
public final class RankingListener implements Consumer<Message<List<byte[]>>> {

    private final Inboxes inboxes;
    private final Consumer<String> grew;
    private final Clock clock;

    /**
     * @param grew hears of each recipient whose inbox grew
     */
    public RankingListener(Inboxes inboxes, Consumer<String> grew, Clock clock) {
        this.inboxes = inboxes;
        this.grew = grew;
        this.clock = clock;
    }

    @Override
    public void accept(Message<List<byte[]>> message) {
        var batch = Batch.of(message);
        var deliveries = batch.read(RankingListener::event).stream()
                .flatMap(read -> Delivery.of(read.value()).stream())
                .toList();
        inboxes.append(deliveries, clock.instant()).forEach(grew);
        batch.throwIfPoisoned();
    }

    private static RankingEvent event(Batch.Item item) {
        var type = item.event().type();
        if (EventJson.read(type, item.event().data()) instanceof RankingEvent event) {
            return event;
        }
        throw new UnreadableEvent(UnreadableEvent.Reason.UNKNOWN_TYPE, type + " does not belong on this topic");
    }
}
