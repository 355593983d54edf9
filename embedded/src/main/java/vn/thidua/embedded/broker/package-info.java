/** The embedded broker: a real Kafka broker and its controller, inside this process. */
@NullMarked
package vn.thidua.embedded.broker;

import org.jspecify.annotations.NullMarked;
