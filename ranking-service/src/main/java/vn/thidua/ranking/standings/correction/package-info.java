/** Đính chính: how final results are corrected, by two people, as a set. */
@NullMarked
package vn.thidua.ranking.standings.correction;

import org.jspecify.annotations.NullMarked;
