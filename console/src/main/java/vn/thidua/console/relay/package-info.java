/** The services' public APIs under this origin. */
@NullMarked
package vn.thidua.console.relay;

import org.jspecify.annotations.NullMarked;
