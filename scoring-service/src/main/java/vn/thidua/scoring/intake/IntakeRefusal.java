package vn.thidua.scoring.intake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.IntakeResult.Outcome;

/**
 * A record of the intake topic that was refused, kept so that it can be looked at and replayed.
 *
 * @param problem why, as RFC 9457 problem details
 * @param at when it was refused first
 * @param replayedAt when it was replayed last
 * @param replayedTo what came of that
 */
public record IntakeRefusal(
        IntakeRecord sent,
        Map<String, Object> problem,
        Instant at,
        @Nullable Instant replayedAt,
        @Nullable Outcome replayedTo) {

    public IntakeRefusal {
        requireNonNull(sent, "sent");
        requireNonNull(problem, "problem");
        requireNonNull(at, "at");
    }
}
