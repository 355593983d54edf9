package vn.thidua.scoring.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit entries; they are never changed. Durable when a method returns; thread-safe. */
public interface AuditEntries {

    /** Keeps an entry. */
    void add(AuditEntry entry);

    /** At most {@code limit} entries, the newest first; those before {@code after}. */
    List<AuditEntry> page(@Nullable String after, int limit);
}
