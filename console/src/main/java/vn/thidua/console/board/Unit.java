package vn.thidua.console.board;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * A unit as the services name it.
 *
 * @param id for example {@code HBT}
 * @param name for example {@code Quận Hai Bà Trưng}
 */
record Unit(String id, String name) {

    @JsonCreator
    Unit {}

    /** Where only the id is told, the id has to do for the name. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Unit of(String id) {
        return new Unit(id, id);
    }
}
