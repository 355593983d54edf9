/** Phiếu chấm điểm: what is submitted, whether it counts, and the receipt. */
@NullMarked
package vn.thidua.scoring.sheet;

import org.jspecify.annotations.NullMarked;
