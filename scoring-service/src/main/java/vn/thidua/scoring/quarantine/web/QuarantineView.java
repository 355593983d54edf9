package vn.thidua.scoring.quarantine.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.IntakeResult.Outcome;
import vn.thidua.scoring.quarantine.Content;
import vn.thidua.scoring.quarantine.Quarantined;

/**
 * What is kept, as it is shown.
 *
 * @param event the event's {@code id}, if it could be read
 * @param problem why it was refused; without its details for those who see no content, since these quote it
 * @param content as it was sent; for its owner, and only for a single one
 * @param correction what takes its place
 */
record QuarantineView(
        String id,
        String unit,
        Quarantined.State state,
        Quarantined.Door door,
        @Nullable String source,
        @Nullable String event,
        Instant at,
        Map<String, Object> problem,
        @Nullable Instant replayedAt,
        @Nullable Outcome replayedTo,
        @Nullable String reason,
        @Nullable Content content,
        @Nullable Content correction) {

    private static final List<String> WITHOUT_DETAILS = List.of("type", "title", "titleEn", "status");

    static QuarantineView whole(Quarantined one) {
        return of(one, true, one.content(), one.correction());
    }

    static QuarantineView summary(Quarantined one, boolean details) {
        return of(one, details, null, null);
    }

    /** What kind of problem it is, and nothing of what it quotes. */
    static Map<String, Object> withoutDetails(Map<String, Object> problem) {
        var kind = new LinkedHashMap<>(problem);
        kind.keySet().retainAll(WITHOUT_DETAILS);
        return kind;
    }

    private static QuarantineView of(
            Quarantined one, boolean details, @Nullable Content content, @Nullable Content correction) {
        return new QuarantineView(
                one.id(),
                one.unit(),
                one.state(),
                one.door(),
                one.source(),
                one.event(),
                one.at(),
                details ? one.problem() : withoutDetails(one.problem()),
                one.replayedAt(),
                one.replayedTo(),
                one.reason(),
                content,
                correction);
    }
}
