/**
 * Dựng lại: counts boards anew from the whole log, beside those that are read meanwhile, compares the two, and puts each
 * recount in its board's place by one write.
 */
@NullMarked
package vn.thidua.ranking.standings.rebuild;

import org.jspecify.annotations.NullMarked;
