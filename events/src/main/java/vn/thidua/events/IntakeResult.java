package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The answer to one record of {@link Topics#intake(String)}.
 *
 * @param source the {@code source} of the record that is answered, if it could be read
 * @param event the {@code id} of the record that is answered, if it could be read
 * @param receipt what was stored, unless refused
 * @param problem why it was refused, as RFC 9457 problem details
 */
public record IntakeResult(
        @Nullable String source,
        @Nullable String event,
        Outcome outcome,
        @Nullable Receipt receipt,
        @Nullable JsonNode problem) {

    public IntakeResult {
        requireNonNull(outcome, "outcome");
    }

    /** What became of the record. */
    public enum Outcome {
        /** Stored as a new revision. */
        ACCEPTED,
        /** Already stored; nothing changed. */
        REPEATED,
        /** Not stored; the problem says why. */
        REFUSED
    }
}
