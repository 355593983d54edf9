/** Trying a score table on the sheets of a past board, before it is published. */
@NullMarked
package vn.thidua.scoring.trial;

import org.jspecify.annotations.NullMarked;
