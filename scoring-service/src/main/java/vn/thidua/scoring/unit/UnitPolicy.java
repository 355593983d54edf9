package vn.thidua.scoring.unit;

import vn.thidua.identity.Actor;
import vn.thidua.scoring.access.Access;

/** Who may register units, and who may look them up: everyone who takes part, since names are no secret. */
public final class UnitPolicy {

    private UnitPolicy() {}

    public static Access register(Actor actor) {
        return switch (actor.role()) {
            case CITY -> Access.granted(actor);
            case DISTRICT, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    public static Access see(Actor actor) {
        return switch (actor.role()) {
            case DISTRICT, CITY, OPERATIONS -> Access.granted(actor);
            case PUBLIC -> Access.forbidden();
        };
    }
}
