/** Brokers and stores for tests: the embedded ones, and real ones where a Docker engine answers. */
@NullMarked
package vn.thidua.messaging.testing;

import org.jspecify.annotations.NullMarked;
