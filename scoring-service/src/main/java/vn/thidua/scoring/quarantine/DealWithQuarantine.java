package vn.thidua.scoring.quarantine;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import vn.thidua.events.EventJson;
import vn.thidua.events.IntakeResult;
import vn.thidua.events.SheetSubmission;
import vn.thidua.identity.Authority;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.audit.Audit;
import vn.thidua.scoring.quarantine.Content.Form;
import vn.thidua.scoring.quarantine.Quarantined.State;

/** Corrects, replays and discards what was not counted; each is audited. Thread-safe. */
public final class DealWithQuarantine {

    private static final TypeReference<Map<String, Object>> PROBLEM = new TypeReference<>() {};
    private static final int REASON_LENGTH = 1000;

    private final Quarantine quarantine;
    private final Replaying replaying;
    private final Audit audit;
    private final Clock clock;

    public DealWithQuarantine(Quarantine quarantine, Replaying replaying, Audit audit, Clock clock) {
        this.quarantine = quarantine;
        this.replaying = replaying;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Puts another sheet in the place of what was sent, which stays beside it. Nothing is counted by that.
     *
     * @throws RefusalException when it has been dealt with
     */
    public Quarantined correct(String id, SheetSubmission sheet, Authority authority) {
        var correction = Content.of(Form.SHEET, EventJson.mapper().writeValueAsBytes(sheet));
        return change(
                id,
                "quarantine-corrected",
                authority,
                standing -> open(standing).corrected(correction));
    }

    /**
     * Gives it up.
     *
     * @throws RefusalException when it has been dealt with, or nobody says why
     */
    public Quarantined discard(String id, @Nullable String reason, Authority authority) {
        if (reason == null || reason.isBlank() || reason.length() > REASON_LENGTH) {
            throw new RefusalException(QuarantineRefusals.reasonMissing());
        }
        return change(
                id,
                "quarantine-discarded",
                authority,
                standing -> open(standing).discarded(reason.strip()));
    }

    /**
     * Takes it once more. What was replayed already is answered as repeated.
     *
     * @throws RefusalException when it was discarded
     */
    public IntakeResult replay(String id, Authority authority) {
        var standing = find(id);
        if (standing.state() == State.DISCARDED) {
            throw new RefusalException(QuarantineRefusals.settled(standing));
        }
        audit.about(authority, "quarantine-replayed", subject(id));
        var result = replaying.replay(standing, authority.authContext());
        var again = Optional.ofNullable(result.problem())
                .map(problem -> EventJson.mapper().convertValue(problem, PROBLEM))
                .orElse(null);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        while (true) {
            var before = find(id);
            if (quarantine.store(before, before.replayed(result.outcome(), again, now))) {
                return result;
            }
        }
    }

    private Quarantined change(String id, String action, Authority authority, UnaryOperator<Quarantined> change) {
        while (true) {
            var before = find(id);
            var after = change.apply(before);
            audit.about(authority, action, subject(id));
            if (quarantine.store(before, after)) {
                return after;
            }
        }
    }

    private Quarantined find(String id) {
        return quarantine.find(id).orElseThrow(() -> refused(QuarantineRefusals.unknown(id)));
    }

    private static Quarantined open(Quarantined standing) {
        if (standing.state() != State.OPEN) {
            throw refused(QuarantineRefusals.settled(standing));
        }
        return standing;
    }

    private static RefusalException refused(Refusal refusal) {
        return new RefusalException(refusal);
    }

    private static String subject(String id) {
        return "quarantine/" + id;
    }
}
