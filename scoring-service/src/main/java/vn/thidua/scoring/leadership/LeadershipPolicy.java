package vn.thidua.scoring.leadership;

import vn.thidua.identity.Actor;
import vn.thidua.scoring.access.Access;
import vn.thidua.scoring.cluster.Cluster;

/** Who may appoint a cluster's first head, and who may know who heads it. */
public final class LeadershipPolicy {

    private LeadershipPolicy() {}

    public static Access appoint(Actor actor) {
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
}
