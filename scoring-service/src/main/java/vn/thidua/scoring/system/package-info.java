/** The districts' own systems that send over Kafka. */
@NullMarked
package vn.thidua.scoring.system;

import org.jspecify.annotations.NullMarked;
