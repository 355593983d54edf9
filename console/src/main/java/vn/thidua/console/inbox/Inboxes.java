package vn.thidua.console.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The notification service's inboxes. */
@HttpExchange("/api/notification/v1/inboxes/{recipient}")
interface Inboxes {

    @GetExchange("/items")
    Page items(
            @PathVariable String recipient,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam int limit,
            @RequestParam(required = false) @Nullable Boolean unread);

    @PutExchange("/items/{seq}/read")
    void read(@PathVariable String recipient, @PathVariable long seq);

    @DeleteExchange("/items/{seq}/read")
    void unread(@PathVariable String recipient, @PathVariable long seq);

    /** Some items, newest first; {@code next} is where older ones begin. */
    record Page(List<Item> items, long unread, @Nullable Long next) {}
}
