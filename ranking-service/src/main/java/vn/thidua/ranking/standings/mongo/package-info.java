/** One document per board. */
@NullMarked
package vn.thidua.ranking.standings.mongo;

import org.jspecify.annotations.NullMarked;
