/** One document per board's proceedings. */
@NullMarked
package vn.thidua.ranking.proceedings.mongo;

import org.jspecify.annotations.NullMarked;
