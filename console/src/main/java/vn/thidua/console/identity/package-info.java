/** Who is asking: how people log in, and whose token goes to the services. */
@NullMarked
package vn.thidua.console.identity;

import org.jspecify.annotations.NullMarked;
