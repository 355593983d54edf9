/** A light load whose every receipt is held against the results, for systems of which parts come and go. */
@NullMarked
package vn.thidua.standalone.load;

import org.jspecify.annotations.NullMarked;
