/** The faults, and how the system recovers from each. */
@NullMarked
package vn.thidua.faults.inject;

import org.jspecify.annotations.NullMarked;
