package vn.thidua.scoring.unit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered units. Durable when a method returns; thread-safe. */
public interface Units {

    /** Registers a unit, or gives it a new name; answers whether it is new. */
    boolean put(Unit unit);

    /** The unit with this id. */
    Optional<Unit> find(String id);

    /** Those of these that are registered, by id. */
    Map<String, Unit> findAll(Collection<String> ids);

    /** At most {@code limit} units ordered by id, those after {@code after}. */
    List<Unit> page(@Nullable String after, int limit);
}
