/**
 * Measures the whole system: score sheets per second through both doors beside Kafka's own producer performance tool,
 * and what is left after a kill under load. Nothing here shares code with the services: boards are generated, results
 * recounted and compared from outside.
 */
@NullMarked
package vn.thidua.bench;

import org.jspecify.annotations.NullMarked;
