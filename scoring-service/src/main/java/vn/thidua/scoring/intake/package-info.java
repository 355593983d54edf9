/** Score sheets that district systems send as events, and the refusals that are kept for replay. */
@NullMarked
package vn.thidua.scoring.intake;

import org.jspecify.annotations.NullMarked;
