package vn.thidua.scoring.scoretable;

import vn.thidua.identity.Actor;
import vn.thidua.scoring.access.Access;
import vn.thidua.scoring.cluster.Cluster;

/** Who may publish a cluster's score tables, and who may read them: those who score by them, and the City. */
public final class ScoreTablePolicy {

    private ScoreTablePolicy() {}

    public static Access publish(Actor actor) {
        return switch (actor.role()) {
            case CITY -> Access.granted(actor);
            case DISTRICT, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    public static Access see(Actor actor, Cluster cluster) {
        return switch (actor.role()) {
            case CITY -> Access.granted(actor);
            case DISTRICT ->
                cluster.hasEver(actor.unit()) ? Access.granted(actor) : Access.hidden(Cluster.unknown(cluster.id()));
            case OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }
}
