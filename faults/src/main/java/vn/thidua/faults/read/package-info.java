/** What is stored and what was published, read with plain clients. */
@NullMarked
package vn.thidua.faults.read;

import org.jspecify.annotations.NullMarked;
