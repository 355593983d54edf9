package vn.thidua.scoring.proof;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.proof.log.TileStore;

/** Where the logs of all seasons are kept. Thread-safe. */
public interface Seasons {

    /**
     * A log as it is stored now. What is written becomes durable all at once, with the checkpoint; if somebody else has
     * published a checkpoint since, nothing is written, and writing the checkpoint throws {@link Outrun}.
     */
    TileStore open(Origin origin);

    /** The newest checkpoint of a log, if there is one. */
    Optional<String> checkpoint(Origin origin);

    /** At most {@code limit} logs ordered by name, those after {@code after}. */
    List<Origin> page(@Nullable Origin after, int limit);

    /** Somebody else wrote first: open the log again. */
    final class Outrun extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Outrun(Origin origin) {
            super(origin + " was written by somebody else");
        }
    }
}
