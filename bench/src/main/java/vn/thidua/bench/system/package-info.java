/** The system under test as a process of its own, and the tool it is compared with. */
@NullMarked
package vn.thidua.bench.system;

import org.jspecify.annotations.NullMarked;
