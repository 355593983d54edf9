package vn.thidua.scoring.cluster;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clusters. Durable when a method returns; thread-safe. */
public interface Clusters {

    /** Stores a cluster, or replaces it; answers whether it is new. */
    boolean put(Cluster cluster);

    /** The cluster with this id. */
    Optional<Cluster> find(String id);

    /** At most {@code limit} clusters ordered by id, those after {@code after}. */
    List<Cluster> page(@Nullable String after, int limit);
}
