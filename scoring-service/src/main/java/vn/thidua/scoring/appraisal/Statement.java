package vn.thidua.scoring.appraisal;

import static java.util.Objects.requireNonNull;

import vn.thidua.events.ScoringEvent;
import vn.thidua.messaging.AuthContext;

/** Something that a member said about its appraisals, as it was told, and on whose authority. */
public record Statement(ScoringEvent fact, AuthContext by) {

    public Statement {
        requireNonNull(fact, "fact");
        requireNonNull(by, "by");
    }
}
