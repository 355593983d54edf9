package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;

import vn.thidua.identity.Authority;
import vn.thidua.messaging.AuthContext;

/**
 * Who submits.
 *
 * @param unit the only one whose sheets these can be
 * @param by kept with the revision
 */
public record Submitter(String unit, AuthContext by) {

    public Submitter {
        requireNonNull(unit, "unit");
        requireNonNull(by, "by");
    }

    /** A district that acts for its unit. */
    public static Submitter of(Authority authority) {
        return new Submitter(requireNonNull(authority.actor().unit(), "a district's unit"), authority.authContext());
    }
}
