package vn.thidua.scoring.intake;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.IntakeResult.Outcome;
import vn.thidua.events.Receipt;

/**
 * What became of one event.
 *
 * @param index its place among those that it was sent with, from 0
 * @param source the event's {@code source}, if it could be read
 * @param event the event's {@code id}, if it could be read
 * @param receipt unless it was refused
 * @param problem why it was refused, as RFC 9457 problem details
 * @param quarantine where it is kept when it was refused
 */
public record EventResult(
        int index,
        @Nullable String source,
        @Nullable String event,
        Outcome outcome,
        @Nullable Receipt receipt,
        @Nullable Map<String, Object> problem,
        @Nullable String quarantine) {

    public EventResult {
        requireNonNull(outcome, "outcome");
    }
}
