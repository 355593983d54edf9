package vn.thidua.scoring.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import vn.thidua.identity.Authority;

/**
 * Keeps who changed what, for changes that no event tells of. An entry is written before its change, so that there is
 * no change without one; after a crash there may be one whose change was never made. Thread-safe.
 */
public final class Audit {

    private final AuditEntries entries;
    private final Clock clock;
    private final Supplier<String> ids;

    public Audit(AuditEntries entries, Clock clock, Supplier<String> ids) {
        this.entries = entries;
        this.clock = clock;
        this.ids = ids;
    }

    /** The entry is durable when this returns. */
    public void about(Authority authority, String action, String subject) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var id = "%015d-%s".formatted(now.toEpochMilli(), ids.get());
        entries.add(new AuditEntry(id, now, authority.authContext(), action, subject));
    }
}
