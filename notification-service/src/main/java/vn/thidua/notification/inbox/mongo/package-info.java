/** The inboxes in MongoDB. */
@NullMarked
package vn.thidua.notification.inbox.mongo;

import org.jspecify.annotations.NullMarked;
