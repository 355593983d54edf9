package vn.thidua.messaging;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * One event in the log of an aggregate's own document: written with the state in one guarded write, published after.
 *
 * @param seq grows by one with every entry of the aggregate, from 1
 * @param key of the record, so that one aggregate's events keep their order
 * @param auth on whose authority it happened; absent for what nobody in particular did, such as new standings
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogEntry(
        long seq,
        String id,
        String type,
        String subject,
        String key,
        Instant time,
        byte[] data,
        @Nullable AuthContext auth) {

    /** A store keeps milliseconds: the first publication and one after a crash say the same. */
    public LogEntry {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** An entry that nobody in particular brought about. */
    public LogEntry(long seq, String id, String type, String subject, String key, Instant time, byte[] data) {
        this(seq, id, type, subject, key, time, data, null);
    }

    /** As it stands in the document's log. */
    public Document toDocument() {
        var document = new Document("seq", seq)
                .append("id", id)
                .append("type", type)
                .append("subject", subject)
                .append("key", key)
                .append("time", Date.from(time))
                .append("data", new Binary(data));
        if (auth != null) {
            document.append("auth", auth.toDocument());
        }
        return document;
    }

    /** From the document's log. */
    public static LogEntry from(Document entry) {
        var auth = entry.get("auth", Document.class);
        return new LogEntry(
                entry.get("seq", Number.class).longValue(),
                entry.getString("id"),
                entry.getString("type"),
                entry.getString("subject"),
                entry.getString("key"),
                entry.getDate("time").toInstant(),
                entry.get("data", Binary.class).getData(),
                auth == null ? null : AuthContext.from(auth));
    }

    CloudEvent from(String source) {
        return new CloudEvent(id, source, type, subject, time, data, auth);
    }
}
