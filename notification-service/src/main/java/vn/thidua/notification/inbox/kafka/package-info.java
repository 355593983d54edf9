/** From the ranking service's events into the inboxes. */
@NullMarked
package vn.thidua.notification.inbox.kafka;

import org.jspecify.annotations.NullMarked;
