/** Refusals as RFC 9457 problem details, in Vietnamese and English. */
@NullMarked
package vn.thidua.messaging.problem;

import org.jspecify.annotations.NullMarked;
