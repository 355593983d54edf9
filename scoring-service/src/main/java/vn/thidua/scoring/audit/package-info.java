/** Who changed what that no event tells of. */
@NullMarked
package vn.thidua.scoring.audit;

import org.jspecify.annotations.NullMarked;
