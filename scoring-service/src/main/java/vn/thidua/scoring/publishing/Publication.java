package vn.thidua.scoring.publishing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.ScoringEvent;
import vn.thidua.messaging.AuthContext;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;

/**
 * Publishes what is durable in an aggregate's log; returns at once. See {@link Outbox#publish}, which is what it is
 * when the service runs.
 */
@FunctionalInterface
public interface Publication {

    /** All entries of this aggregate above its watermark, in their order. */
    void publish(String aggregateId, List<LogEntry> unpublished);

    /**
     * The fact as it stands in the log: its {@code seq} is its revision, since each change tells one fact.
     *
     * @param by on whose authority it happened
     */
    static LogEntry entry(ScoringEvent event, @Nullable AuthContext by) {
        return new LogEntry(
                event.revision(),
                event.id(),
                EventType.of(event).wireName(),
                event.subject(),
                event.board(),
                event.occurredAt(),
                EventJson.write(event),
                by);
    }
}
