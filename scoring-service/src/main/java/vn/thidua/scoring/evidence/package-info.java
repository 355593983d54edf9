/** Minh chứng: links and files by which a unit shows what it has done. */
@NullMarked
package vn.thidua.scoring.evidence;

import org.jspecify.annotations.NullMarked;
