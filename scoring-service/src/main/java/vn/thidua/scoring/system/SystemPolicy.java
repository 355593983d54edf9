package vn.thidua.scoring.system;

import vn.thidua.identity.Actor;
import vn.thidua.scoring.access.Access;
import vn.thidua.scoring.access.Reach;

/** Who registers districts' systems, and who looks them up: the district itself, the City, operations. */
public final class SystemPolicy {

    private SystemPolicy() {}

    public static Access register(Actor actor) {
        return switch (actor.role()) {
            case CITY -> Access.granted(actor);
            case DISTRICT, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    public static Access see(Actor actor, String unit) {
        return switch (actor.role()) {
            case CITY, OPERATIONS -> Access.granted(actor);
            case DISTRICT -> actor.isUnit(unit) ? Access.granted(actor) : Access.hidden(DistrictSystem.unknown(unit));
            case PUBLIC -> Access.forbidden();
        };
    }

    /** Whose systems a list shows. */
    public static Reach list(Actor actor) {
        return Reach.of(actor);
    }
}
