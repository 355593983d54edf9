/** Bảng chấm điểm: score tables as data, versioned, frozen once written. */
@NullMarked
package vn.thidua.scoring.scoretable;

import org.jspecify.annotations.NullMarked;
