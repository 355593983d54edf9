package vn.thidua.ranking.leadership;

import java.util.Optional;
import vn.thidua.events.RankingEvent;
import vn.thidua.messaging.problem.Refusal;

/** What came of a step in the leadership dialogue. */
public sealed interface Decision {

    /**
     * The next state, and what is told of it.
     *
     * @param next with the version that it was decided from
     */
    record Accepted(Leadership next, Optional<RankingEvent> fact) implements Decision {}

    /** It was so already. */
    record Repeated(Leadership standing) implements Decision {}

    /** It cannot be, and why. */
    record Refused(Refusal refusal) implements Decision {}
}
