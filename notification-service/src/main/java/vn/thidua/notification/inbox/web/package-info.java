/** The inboxes over HTTP. */
@NullMarked
package vn.thidua.notification.inbox.web;

import org.jspecify.annotations.NullMarked;
