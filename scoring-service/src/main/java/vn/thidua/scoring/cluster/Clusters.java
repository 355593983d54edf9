package vn.thidua.scoring.cluster;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.scoring.access.Reach;

/** The clusters. Durable when a method returns; thread-safe. */
public interface Clusters {

    /** Stores a cluster, or replaces it; answers whether it is new. */
    boolean put(Cluster cluster);

    /** The cluster with this id. */
    Optional<Cluster> find(String id);

    /** At most {@code limit} clusters within reach ordered by id, those after {@code after}. */
    List<Cluster> page(Reach reach, @Nullable String after, int limit);
}
