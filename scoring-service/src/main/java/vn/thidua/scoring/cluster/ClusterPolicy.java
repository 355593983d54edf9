package vn.thidua.scoring.cluster;

import vn.thidua.identity.Actor;
import vn.thidua.scoring.access.Access;
import vn.thidua.scoring.access.Reach;

/** Who may make clusters, and who may look them up: units that are or ever were a member, the City, operations. */
public final class ClusterPolicy {

    private ClusterPolicy() {}

    public static Access change(Actor actor) {
        return switch (actor.role()) {
            case CITY -> Access.granted(actor);
            case DISTRICT, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    public static Access see(Actor actor, Cluster cluster) {
        return switch (actor.role()) {
            case CITY, OPERATIONS -> Access.granted(actor);
            case DISTRICT ->
                cluster.hasEver(actor.unit()) ? Access.granted(actor) : Access.hidden(Cluster.unknown(cluster.id()));
            case PUBLIC -> Access.forbidden();
        };
    }

    /** Whose clusters a list shows. */
    public static Reach list(Actor actor) {
        return Reach.of(actor);
    }
}
