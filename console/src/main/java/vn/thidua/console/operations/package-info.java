/** How the services are doing. */
@NullMarked
package vn.thidua.console.operations;

import org.jspecify.annotations.NullMarked;
