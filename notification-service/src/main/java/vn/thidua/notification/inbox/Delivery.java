package vn.thidua.notification.inbox;

import java.time.Instant;
import java.util.List;
import vn.thidua.events.EventType;
import vn.thidua.events.RankingEvent;
import vn.thidua.notification.notice.Notice;
import vn.thidua.notification.notice.Notices;

/**
 * A notice on its way into an inbox, together with the fact it tells of.
 *
 * @param event the id of the fact, the same for every publication of it
 * @param type the CloudEvents type of the fact
 * @param board the board it belongs to
 * @param occurredAt when the fact was decided
 * @param notice who is told what
 */
public record Delivery(String event, String type, String board, Instant occurredAt, Notice notice) {

    /** What is to be delivered of this event, one for each recipient. */
    public static List<Delivery> of(RankingEvent event) {
        var type = EventType.of(event).wireName();
        return Notices.of(event).stream()
                .map(notice -> new Delivery(event.id(), type, event.board(), event.occurredAt(), notice))
                .toList();
    }

    /** The same for every delivery of this fact to this recipient, so that a repeated one can be told. */
    public String id() {
        return recipient() + "/" + event;
    }

    /** Who is told. */
    public String recipient() {
        return notice.recipient();
    }
}
