/** Scoring events in, standings to the screens out. */
@NullMarked
package vn.thidua.ranking.standings.kafka;

import org.jspecify.annotations.NullMarked;
