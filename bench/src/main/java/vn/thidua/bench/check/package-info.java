/** Compares what the system holds and shows with what it acknowledged and with an independent recount. */
@NullMarked
package vn.thidua.bench.check;

import org.jspecify.annotations.NullMarked;
