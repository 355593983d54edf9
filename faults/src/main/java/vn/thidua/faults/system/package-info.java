/** The system under test: every part a process of its own, on the loopback interface. */
@NullMarked
package vn.thidua.faults.system;

import org.jspecify.annotations.NullMarked;
