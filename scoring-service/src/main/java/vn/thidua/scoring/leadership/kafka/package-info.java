/** The leaderships that clusters agreed on. */
@NullMarked
package vn.thidua.scoring.leadership.kafka;

import org.jspecify.annotations.NullMarked;
