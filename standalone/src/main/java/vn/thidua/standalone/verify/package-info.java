/** Checks results against the season's log: what {@code ./thidua verify} does. */
@NullMarked
package vn.thidua.standalone.verify;

import org.jspecify.annotations.NullMarked;
