package vn.thidua.scoring.intake.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Receipt;
import vn.thidua.scoring.intake.EventResult;

/**
 * What became of one event, as it is shown.
 *
 * @param index its place in the batch, from 0
 * @param source the event's {@code source}, if it could be read
 * @param id the event's {@code id}, if it could be read
 * @param receipt unless it was refused; a duplicate gets the one that the first got
 * @param problem why it was refused, as RFC 9457 problem details
 * @param quarantine where it is kept when it was refused
 */
record ResultView(
        int index,
        @Nullable String source,
        @Nullable String id,

        @Schema(allowableValues = {"accepted", "duplicate", "refused"})
        String outcome,

        @Nullable Receipt receipt,
        @Nullable Map<String, Object> problem,
        @Nullable String quarantine) {

    static ResultView of(EventResult result) {
        return new ResultView(
                result.index(),
                result.source(),
                result.event(),
                switch (result.outcome()) {
                    case ACCEPTED -> "accepted";
                    case REPEATED -> "duplicate";
                    case REFUSED -> "refused";
                },
                result.receipt(),
                result.problem(),
                result.quarantine());
    }
}
