/** What clients did and learned, written down while it happened. */
@NullMarked
package vn.thidua.faults.history;

import org.jspecify.annotations.NullMarked;
