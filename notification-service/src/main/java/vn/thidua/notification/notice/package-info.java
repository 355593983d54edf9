/**
 * Thông báo: which fact tells whom what, as pure functions from an event to texts in Vietnamese and English.
 */
@NullMarked
package vn.thidua.notification.notice;

import org.jspecify.annotations.NullMarked;
