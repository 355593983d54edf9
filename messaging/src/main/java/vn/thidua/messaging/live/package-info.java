/** What changes is shown at once: server-sent events that can be resumed. */
@NullMarked
package vn.thidua.messaging.live;

import org.jspecify.annotations.NullMarked;
