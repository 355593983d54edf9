package vn.thidua.scoring.quarantine;

import vn.thidua.events.IntakeResult;
import vn.thidua.messaging.AuthContext;

/** Takes what is quarantined once more, as if it were sent again. Thread-safe. */
@FunctionalInterface
public interface Replaying {

    /**
     * Takes the current content under the event's own source and id, so that it counts at most once.
     *
     * @param by who replays it
     */
    IntakeResult replay(Quarantined quarantined, AuthContext by);
}
