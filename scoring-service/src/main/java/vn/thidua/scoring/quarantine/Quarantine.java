package vn.thidua.scoring.quarantine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.scoring.quarantine.Quarantined.State;

/** What was not counted. What a method writes is durable when it returns; thread-safe. */
public interface Quarantine {

    /** Keeps these; one that is kept already stays as it is, so that sending it again changes nothing. */
    void keep(List<Quarantined> refused);

    /** What is kept under this id. */
    Optional<Quarantined> find(String id);

    /**
     * At most {@code limit}, the oldest first; those after {@code after}, which is a {@link Quarantined#place}.
     *
     * @param unit whose; {@code null} for everybody's
     * @param state in which; {@code null} for any
     */
    List<Quarantined> page(@Nullable String unit, @Nullable State state, @Nullable String after, int limit);

    /**
     * Stores a change.
     *
     * @return {@code false} when it has changed since, and nothing was written: decide again
     */
    boolean store(Quarantined before, Quarantined after);
}
