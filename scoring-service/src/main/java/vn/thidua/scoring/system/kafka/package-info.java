/** The topics that a district's system has to itself. */
@NullMarked
package vn.thidua.scoring.system.kafka;

import org.jspecify.annotations.NullMarked;
