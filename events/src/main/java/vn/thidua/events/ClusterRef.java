package vn.thidua.events;

import static java.util.Objects.requireNonNull;

/**
 * A cluster as it was called when the fact was decided.
 *
 * @param id for example {@code hn-mttq-cum-1}
 * @param name its full name
 */
public record ClusterRef(String id, String name) {

    public ClusterRef {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
    }
}
