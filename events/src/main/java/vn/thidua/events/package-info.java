/**
 * The contract between the services: what is said on the wire, and nothing else.
 *
 * <p>Events are facts that carry the whole current state of what they speak of, with a {@code revision} that only
 * grows: a consumer applies an event when its revision is newer than what it holds, so duplicates, replays and
 * reordering change nothing. All points are integers in <em>hundredths</em> of a point ({@code 9250} is 92.50).
 */
@NullMarked
package vn.thidua.events;

import org.jspecify.annotations.NullMarked;
