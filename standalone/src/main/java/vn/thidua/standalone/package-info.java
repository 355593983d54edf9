/** The whole system in one process, for a laptop, a small cluster of districts, and the system tests. */
@NullMarked
package vn.thidua.standalone;

import org.jspecify.annotations.NullMarked;
