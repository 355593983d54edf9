package vn.thidua.notification.inbox;

/**
 * An inbox at a glance. One that nothing was ever put into is empty, not unknown.
 *
 * @param recipient a unit's id, or {@code CITY}
 * @param total how many items lie in it, which is also the newest item's {@code seq}
 * @param unread how many of them are unread
 */
public record Inbox(String recipient, long total, long unread) {}
