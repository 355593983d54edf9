/** The intake topic. */
@NullMarked
package vn.thidua.scoring.intake.kafka;

import org.jspecify.annotations.NullMarked;
