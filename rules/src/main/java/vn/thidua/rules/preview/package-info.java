/** Trying another score table on sheets that were given under an earlier one. */
@NullMarked
package vn.thidua.rules.preview;

import org.jspecify.annotations.NullMarked;
