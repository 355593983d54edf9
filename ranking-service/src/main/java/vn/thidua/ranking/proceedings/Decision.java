package vn.thidua.ranking.proceedings;

import vn.thidua.messaging.problem.Refusal;

/** What came of a step in the proceedings. */
public sealed interface Decision {

    /** @param next with the version that it was decided from */
    record Accepted(Proceedings next) implements Decision {}

    /** It was so already. */
    record Repeated(Proceedings standing) implements Decision {}

    /** It cannot be, and why. */
    record Refused(Refusal refusal) implements Decision {}
}
