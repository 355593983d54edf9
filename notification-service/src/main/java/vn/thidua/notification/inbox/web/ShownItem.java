package vn.thidua.notification.inbox.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.thidua.notification.inbox.Item;

/**
 * An item as readers get it.
 *
 * @param event the id of the fact that is told
 * @param type the CloudEvents type of that fact
 * @param notice what every reader must be told about the board's data
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShownItem(
        long seq,
        String event,
        String type,
        String board,
        Instant occurredAt,
        Instant receivedAt,
        String title,
        String titleEn,
        String body,
        String bodyEn,
        boolean read,
        @Nullable String notice) {

    static ShownItem of(Item item) {
        var delivery = item.delivery();
        var notice = delivery.notice();
        return new ShownItem(
                item.seq(),
                delivery.event(),
                delivery.type(),
                delivery.board(),
                delivery.occurredAt(),
                item.receivedAt(),
                notice.title().vi(),
                notice.title().en(),
                notice.body().vi(),
                notice.body().en(),
                item.read(),
                notice.boardNotice());
    }
}
