package vn.thidua.notification.inbox.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Expiry;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.notification.inbox.Inbox;
import vn.thidua.notification.inbox.InboxPolicy;
import vn.thidua.notification.inbox.Inboxes;

@RestController
@RequestMapping("/api/notification/v1/inboxes/{recipient}")
@Tag(name = "inboxes", description = "Hộp thư: what a member unit or the City committee (CITY) was told, for itself")
class InboxController {

    private static final int MOST = 100;

    private final Inboxes inboxes;
    private final LiveInboxes live;

    InboxController(Inboxes inboxes, LiveInboxes live) {
        this.inboxes = inboxes;
        this.live = live;
    }

    @GetMapping
    @Operation(summary = "How many items lie in the inbox, and how many are unread")
    @Permit({Role.DISTRICT, Role.CITY})
    Inbox inbox(Actor actor, @PathVariable String recipient) {
        return inboxes.inbox(own(actor, recipient));
    }

    @GetMapping("/items")
    @Operation(summary = "The items, newest first")
    @Permit({Role.DISTRICT, Role.CITY})
    ItemPage items(
            Actor actor,
            @PathVariable String recipient,
            @Parameter(description = "only items with a smaller seq: the `next` of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    Long before,
            @RequestParam(defaultValue = "20") int limit,
            @Parameter(description = "true: only unread items") @RequestParam(defaultValue = "false") boolean unread) {
        own(actor, recipient);
        if (limit < 1 || limit > MOST) {
            throw new RefusalException(InboxRefusals.outOfRange("limit", 1, MOST));
        }
        // One more than asked for tells whether there is a next page.
        var found = inboxes.before(recipient, before, limit + 1, unread);
        var more = found.size() > limit;
        var shown = found.stream().limit(limit).map(ShownItem::of).toList();
        return new ItemPage(
                shown, inboxes.inbox(recipient).unread(), more ? shown.getLast().seq() : null);
    }

    @PutMapping("/items/{seq}/read")
    @Operation(summary = "Mark an item as read; again changes nothing")
    @Permit({Role.DISTRICT, Role.CITY})
    Inbox read(Actor actor, @PathVariable String recipient, @PathVariable long seq) {
        return marked(own(actor, recipient), seq, true);
    }

    @DeleteMapping("/items/{seq}/read")
    @Operation(summary = "Mark an item as unread; again changes nothing")
    @Permit({Role.DISTRICT, Role.CITY})
    Inbox unread(Actor actor, @PathVariable String recipient, @PathVariable long seq) {
        return marked(own(actor, recipient), seq, false);
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "New items as server-sent events named `item`, their seq as id",
            description = "Resumes after Last-Event-ID: first all that came since, in order, then what comes. Without"
                    + " it, only what comes from now on. Ends with the access token that it was opened with: come back"
                    + " with a new one.")
    @Permit({Role.DISTRICT, Role.CITY})
    ResponseEntity<SseEmitter> stream(
            Actor actor,
            Expiry expiry,
            @PathVariable String recipient,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @Parameter(description = "stands in for Last-Event-ID on a first connection: the newest seq already shown")
                    @RequestParam(required = false)
                    @Nullable
                    Long after) {
        var last = lastEventId == null && after != null ? after.toString() : lastEventId;
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(live.follow(own(actor, recipient), last, expiry.at()));
    }

    private Inbox marked(String recipient, long seq, boolean read) {
        if (!inboxes.mark(recipient, seq, read)) {
            throw new RefusalException(InboxRefusals.itemUnknown(recipient, seq));
        }
        return inboxes.inbox(recipient);
    }

    /** The recipient, if this inbox is the actor's. */
    private static String own(Actor actor, String recipient) {
        InboxPolicy.open(actor, recipient).ifPresent(why -> {
            throw new RefusalException(why);
        });
        return recipient;
    }
}
