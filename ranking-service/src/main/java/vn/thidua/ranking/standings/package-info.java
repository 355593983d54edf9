/**
 * Xếp hạng: the standings of each board, counted from the sheets that the scoring service tells of, and made final once
 * they stem from exactly the sheets of its manifest.
 */
@NullMarked
package vn.thidua.ranking.standings;

import org.jspecify.annotations.NullMarked;
