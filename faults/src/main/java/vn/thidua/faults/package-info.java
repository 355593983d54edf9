/** {@code thidua faults}: the whole system in many processes, under load, through random faults, and checked. */
@NullMarked
package vn.thidua.faults;

import org.jspecify.annotations.NullMarked;
