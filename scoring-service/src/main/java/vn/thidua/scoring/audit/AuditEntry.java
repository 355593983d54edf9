package vn.thidua.scoring.audit;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import vn.thidua.messaging.AuthContext;

/**
 * Somebody changed something.
 *
 * @param id later entries have higher ids
 * @param at in milliseconds
 * @param by who, and the capacity in which, as of then
 * @param action what was done, for example {@code cluster-stored}
 * @param subject what it was done to, for example {@code clusters/hn-mttq-cum-1}
 */
public record AuditEntry(String id, Instant at, AuthContext by, String action, String subject) {

    public AuditEntry {
        requireNonNull(id, "id");
        requireNonNull(at, "at");
        requireNonNull(by, "by");
        requireNonNull(action, "action");
        requireNonNull(subject, "subject");
    }
}
