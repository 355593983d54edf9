package vn.thidua.messaging;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * One event in the log of an aggregate's own document: written with the state in one guarded write, published after.
 *
 * @param seq grows by one with every entry of the aggregate, from 1
 * @param key of the record, so that one aggregate's events keep their order
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogEntry(long seq, String id, String type, String subject, String key, Instant time, byte[] data) {

    /** A store keeps milliseconds: the first publication and one after a crash say the same. */
    public LogEntry {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** As it stands in the document's log. */
    public Document toDocument() {
        return new Document("seq", seq)
                .append("id", id)
                .append("type", type)
                .append("subject", subject)
                .append("key", key)
                .append("time", Date.from(time))
                .append("data", new Binary(data));
    }

    /** From the document's log. */
    public static LogEntry from(Document entry) {
        return new LogEntry(
                entry.get("seq", Number.class).longValue(),
                entry.getString("id"),
                entry.getString("type"),
                entry.getString("subject"),
                entry.getString("key"),
                entry.getDate("time").toInstant(),
                entry.get("data", Binary.class).getData());
    }

    CloudEvent from(String source) {
        return new CloudEvent(id, source, type, subject, time, data);
    }
}
