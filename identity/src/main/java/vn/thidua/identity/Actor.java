package vn.thidua.identity;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Who is acting, as their access token says. Handlers take one as a parameter.
 *
 * @param id the account or the client
 * @param unit the unit that it acts for; there for {@link Role#DISTRICT} and for nobody else
 * @param system whether this is a program that acts for itself, and not a person
 */
public record Actor(String id, Role role, @Nullable String unit, boolean system) {

    public Actor {
        requireNonNull(id, "id");
        requireNonNull(role, "role");
        if ((unit != null) != (role == Role.DISTRICT)) {
            throw new IllegalArgumentException("a unit belongs to a DISTRICT and to nobody else");
        }
    }

    /** Whether it acts for this unit; ids are compared letter by letter. */
    public boolean isUnit(String id) {
        return id.equals(unit);
    }

    /** This actor, in the capacity that its role is. */
    public Authority ownAuthority() {
        return new Authority(
                this,
                switch (role) {
                    case DISTRICT -> Capacity.DISTRICT;
                    case CITY -> Capacity.CITY;
                    case OPERATIONS -> Capacity.OPERATIONS;
                    case PUBLIC -> throw new IllegalStateException("readers do not act");
                });
    }
}
