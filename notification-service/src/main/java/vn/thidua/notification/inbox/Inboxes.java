package vn.thidua.notification.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inboxes of all recipients. Thread-safe, also across instances that share a store.
 *
 * <p>An item is there once for each {@link Delivery#id()}, however often and from wherever it is appended. The items of
 * a recipient are numbered 1, 2, 3… without gaps, and an item is never visible before all items with smaller numbers
 * are: who has read up to a number can go on from it and misses nothing.
 */
public interface Inboxes {

    /**
     * Puts what is not there yet into the inboxes, each recipient's in the order given. When this returns, all of it is
     * durable; when it fails, some of it may be, and appending the same again completes it.
     *
     * @return the recipients whose inbox grew
     */
    Set<String> append(Collection<Delivery> deliveries, Instant receivedAt);

    /** The inbox of this recipient at a glance. */
    Inbox inbox(String recipient);

    /** The number of this recipient's newest item, 0 when there is none. */
    long newest(String recipient);

    /**
     * The newest items, newest first.
     *
     * @param before only items with a smaller number; from the newest when {@code null}
     * @param unreadOnly leaves out what was read
     */
    List<Item> before(String recipient, @Nullable Long before, int limit, boolean unreadOnly);

    /** The items with a greater number, oldest first. */
    List<Item> after(String recipient, long seq, int limit);

    /**
     * Marks an item as read or unread; marking it the same again changes nothing.
     *
     * @return whether there is such an item
     */
    boolean mark(String recipient, long seq, boolean read);
}
