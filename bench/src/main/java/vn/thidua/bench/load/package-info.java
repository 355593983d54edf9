/** Score sheets sent through both doors, and what was answered. */
@NullMarked
package vn.thidua.bench.load;

import org.jspecify.annotations.NullMarked;
