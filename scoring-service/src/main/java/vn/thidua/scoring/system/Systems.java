package vn.thidua.scoring.system;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered systems. Durable when a method returns; thread-safe. */
public interface Systems {

    /** Registers a system; {@code false} when its unit has one, which stays as it is. */
    boolean add(DistrictSystem system);

    /** The system of this unit. */
    Optional<DistrictSystem> find(String unit);

    /** At most {@code limit} systems ordered by unit, those after {@code after}. */
    List<DistrictSystem> page(@Nullable String after, int limit);
}
