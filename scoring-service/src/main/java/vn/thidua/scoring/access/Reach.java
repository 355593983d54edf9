package vn.thidua.scoring.access;

import static java.util.Objects.requireNonNull;

import vn.thidua.identity.Actor;
import vn.thidua.identity.Refusals;
import vn.thidua.messaging.problem.RefusalException;

/** How far an actor's lists reach: for the store to filter by, so that a list costs what it shows. */
public sealed interface Reach {

    /** Everything. */
    record Everyone() implements Reach {}

    /** What is this unit's as a member. */
    record OfUnit(String unit) implements Reach {

        public OfUnit {
            requireNonNull(unit, "unit");
        }
    }

    /**
     * A district's own, and all for the City and for operations.
     *
     * @throws RefusalException for everybody else
     */
    static Reach of(Actor actor) {
        return switch (actor.role()) {
            case CITY, OPERATIONS -> new Everyone();
            case DISTRICT -> new OfUnit(requireNonNull(actor.unit(), "a district's unit"));
            case PUBLIC -> throw new RefusalException(Refusals.forbidden());
        };
    }
}
