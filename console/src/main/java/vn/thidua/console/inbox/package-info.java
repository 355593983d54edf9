/** What a unit or the City committee has been told. */
@NullMarked
package vn.thidua.console.inbox;

import org.jspecify.annotations.NullMarked;
