package vn.thidua.scoring.scoretable;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoreTable;

/** The score tables of each cluster; written once, never changed. Durable when a method returns; thread-safe. */
public interface ScoreTables {

    /** The table of this cluster with this version. */
    Optional<ScoreTable> find(String cluster, String version);

    /** Stores a table; {@code false} when there is one with its version already, which stays as it is. */
    boolean add(String cluster, ScoreTable table);

    /** The versions that a cluster has, ordered, at most {@code limit} of those after this one. */
    List<String> versions(String cluster, @Nullable String after, int limit);
}
