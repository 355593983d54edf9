package vn.thidua.events;

import static java.util.Objects.requireNonNull;

/**
 * A unit as it was called when the fact was decided.
 *
 * @param id for example {@code HBT}
 * @param name for example {@code Quận Hai Bà Trưng}
 */
public record UnitRef(String id, String name) {

    public UnitRef {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
    }
}
