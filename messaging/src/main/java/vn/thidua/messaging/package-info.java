/**
 * The runtime that the services share: a write and its event as one step, batches that lose nothing, dead letters, and
 * start-up checks. It knows nothing of scoring.
 */
@NullMarked
package vn.thidua.messaging;

import org.jspecify.annotations.NullMarked;
