package vn.thidua.scoring.audit;

import vn.thidua.identity.Actor;
import vn.thidua.scoring.access.Access;

/** Who may read the audit: the City committee. */
public final class AuditPolicy {

    private AuditPolicy() {}

    public static Access see(Actor actor) {
        return switch (actor.role()) {
            case CITY -> Access.granted(actor);
            case DISTRICT, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }
}
