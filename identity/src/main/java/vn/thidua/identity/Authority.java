package vn.thidua.identity;

import static java.util.Objects.requireNonNull;

import java.util.TreeMap;
import vn.thidua.messaging.AuthContext;

/** An actor and the capacity in which it was allowed to act. */
public record Authority(Actor actor, Capacity capacity) {

    public Authority {
        requireNonNull(actor, "actor");
        requireNonNull(capacity, "capacity");
    }

    /** As it is kept and told with an event. */
    public AuthContext authContext() {
        var claims = new TreeMap<String, String>();
        claims.put("capacity", capacity.name());
        var unit = actor.unit();
        if (unit != null) {
            claims.put("unit", unit);
        }
        return new AuthContext(actor.system() ? "service_account" : "app_user", actor.id(), claims);
    }
}
