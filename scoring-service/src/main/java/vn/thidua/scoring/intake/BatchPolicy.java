package vn.thidua.scoring.intake;

import vn.thidua.identity.Actor;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.scoring.access.Access;

/** Who may send events, and who may see what became of a batch: districts, each its own. */
public final class BatchPolicy {

    private BatchPolicy() {}

    public static Access send(Actor actor) {
        return switch (actor.role()) {
            case DISTRICT -> Access.granted(actor);
            case CITY, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    public static Access see(Actor actor, EventBatch batch) {
        return switch (actor.role()) {
            case DISTRICT ->
                actor.isUnit(batch.submitter().unit()) ? Access.granted(actor) : Access.hidden(unknown(batch.id()));
            case CITY, OPERATIONS, PUBLIC -> Access.forbidden();
        };
    }

    /** There is no such batch. */
    public static Refusal unknown(String id) {
        return new Refusal(
                "batch-unknown",
                404,
                new Text("Không có lô sự kiện này", "There is no such batch"),
                new Text("Không có lô sự kiện “" + id + "”.", "There is no batch “" + id + "”."));
    }
}
