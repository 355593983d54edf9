/** What came of the scoring: the ranking service, put together here from its features. */
@NullMarked
package vn.thidua.ranking;

import org.jspecify.annotations.NullMarked;
