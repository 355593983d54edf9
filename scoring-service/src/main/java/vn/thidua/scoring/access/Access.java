package vn.thidua.scoring.access;

import static java.util.Objects.requireNonNull;

import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.identity.Refusals;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;

/** What a policy says to an actor's wish. What no policy grants is denied. */
public sealed interface Access {

    /** It may be done, in this capacity. */
    record Granted(Authority authority) implements Access {

        public Granted {
            requireNonNull(authority, "authority");
        }
    }

    /** It may not. */
    record Denied(Refusal refusal) implements Access {

        public Denied {
            requireNonNull(refusal, "refusal");
        }
    }

    /** Granted in the capacity that the actor's role is. */
    static Access granted(Actor actor) {
        return new Granted(actor.ownAuthority());
    }

    /** Granted in a capacity that the actor holds at this instant. */
    static Access granted(Actor actor, Capacity capacity) {
        return new Granted(new Authority(actor, capacity));
    }

    /** The role is not let in, whatever the object. */
    static Access forbidden() {
        return new Denied(Refusals.forbidden());
    }

    /** The object is not this actor's: answered as if there were none. */
    static Access hidden(Refusal unknown) {
        return new Denied(unknown);
    }

    /**
     * The authority to act on.
     *
     * @throws RefusalException when it is denied
     */
    default Authority orThrow() {
        return switch (this) {
            case Granted(var authority) -> authority;
            case Denied(var refusal) -> throw new RefusalException(refusal);
        };
    }
}
