/** What districts sent and was not counted, kept until somebody corrects, replays or discards it. */
@NullMarked
package vn.thidua.scoring.quarantine;

import org.jspecify.annotations.NullMarked;
