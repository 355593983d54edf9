package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;

import vn.thidua.identity.Authority;
import vn.thidua.identity.Role;
import vn.thidua.messaging.AuthContext;
import vn.thidua.scoring.unit.Unit;

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

    /** A district that acts for its unit, or the City. */
    public static Submitter of(Authority authority) {
        var actor = authority.actor();
        var unit = actor.role() == Role.CITY ? Unit.CITY_COMMITTEE : requireNonNull(actor.unit(), "a district's unit");
        return new Submitter(unit, authority.authContext());
    }
}
