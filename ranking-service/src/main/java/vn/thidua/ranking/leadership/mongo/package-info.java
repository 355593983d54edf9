/** One document per board's leadership. */
@NullMarked
package vn.thidua.ranking.leadership.mongo;

import org.jspecify.annotations.NullMarked;
