/** Bảng thi đua: one cluster in one period, from prepared to closed. */
@NullMarked
package vn.thidua.scoring.board;

import org.jspecify.annotations.NullMarked;
