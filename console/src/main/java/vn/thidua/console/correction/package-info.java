/** Corrections of final results: proposed, looked at and approved by the City and the head. */
@NullMarked
package vn.thidua.console.correction;

import org.jspecify.annotations.NullMarked;
