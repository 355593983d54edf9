package vn.thidua.scoring.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.IntakeResult;

/** The refused records. What a method writes is durable when it returns; thread-safe. */
public interface IntakeRefusals {

    /** Keeps these; one that is kept already stays as it is, so that a redelivery changes nothing. */
    void keep(List<IntakeRefusal> refusals);

    /** The refused record at this position. */
    Optional<IntakeRefusal> find(String position);

    /** At most {@code limit} refused records ordered by position, those after {@code after}. */
    List<IntakeRefusal> page(@Nullable String after, int limit);

    /**
     * Notes what came of replaying it.
     *
     * @param problem why it was refused again; {@code null} when it was not
     */
    void replayed(String position, IntakeResult.Outcome outcome, @Nullable Map<String, Object> problem, Instant at);
}
