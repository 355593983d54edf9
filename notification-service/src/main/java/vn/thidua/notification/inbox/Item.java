package vn.thidua.notification.inbox;

import java.time.Instant;

/**
 * What lies in an inbox.
 *
 * @param seq the place in this recipient's inbox: 1, 2, 3… without gaps, in the order in which items became visible
 * @param delivery what was delivered
 * @param receivedAt when it was put there
 * @param read whether the recipient has read it
 */
public record Item(long seq, Delivery delivery, Instant receivedAt, boolean read) {}
