package vn.thidua.scoring.quarantine;

import vn.thidua.identity.Actor;
import vn.thidua.scoring.access.Access;
import vn.thidua.scoring.access.Reach;

/**
 * Who deals with what was not counted: the district whose it is, and operations, which never sees what is in it and
 * hence does not correct it either.
 */
public final class QuarantinePolicy {

    private QuarantinePolicy() {}

    /** Looking at it, replaying it, discarding it. */
    public static Access deal(Actor actor, Quarantined quarantined) {
        return switch (actor.role()) {
            case OPERATIONS -> Access.granted(actor);
            case DISTRICT -> own(actor, quarantined);
            case CITY, PUBLIC -> Access.forbidden();
        };
    }

    /** Giving another content. */
    public static Access correct(Actor actor, Quarantined quarantined) {
        return switch (actor.role()) {
            case DISTRICT -> own(actor, quarantined);
            case OPERATIONS, CITY, PUBLIC -> Access.forbidden();
        };
    }

    /** Whether what was sent, and what was wrong with it in detail, is shown. */
    public static boolean seesContent(Actor actor, Quarantined quarantined) {
        return actor.isUnit(quarantined.unit());
    }

    /** Whose a list shows. */
    public static Reach list(Actor actor) {
        return Reach.of(actor);
    }

    private static Access own(Actor actor, Quarantined quarantined) {
        return actor.isUnit(quarantined.unit())
                ? Access.granted(actor)
                : Access.hidden(QuarantineRefusals.unknown(quarantined.id()));
    }
}
