/**
 * Hộp thư: what each recipient was told, once, in an order that never changes, and what of it was read.
 */
@NullMarked
package vn.thidua.notification.inbox;

import org.jspecify.annotations.NullMarked;
