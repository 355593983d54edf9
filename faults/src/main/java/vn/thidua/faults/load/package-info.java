/** Clients that send sheets, use the head's rights, and read standings; they write the history. */
@NullMarked
package vn.thidua.faults.load;

import org.jspecify.annotations.NullMarked;
