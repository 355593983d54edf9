package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import vn.thidua.messaging.testing.TestStore;

/** A collection of aggregates that do nothing but log events, written as the services write theirs. */
final class Ledger {

    /** Clients stay open as long as the tests run. */
    private static final Map<String, MongoClient> STORES = new ConcurrentHashMap<>();

    private final MongoCollection<Document> collection;
    private final Clock clock;

    Ledger(Clock clock) {
        this(clock, TestStore.embedded());
    }

    Ledger(Clock clock, String uri) {
        this.clock = clock;
        collection = STORES.computeIfAbsent(uri, MongoClients::create)
                .getDatabase("messaging")
                .getCollection("ledger-" + UUID.randomUUID());
        collection.createIndex(new Document("_id", 1).append("version", 1), new IndexOptions().unique(true));
    }

    MongoCollection<Document> collection() {
        return collection;
    }

    void open(String id) {
        collection.insertOne(new Document("_id", id)
                .append("version", 0L)
                .append(Outbox.LOGGED, 0L)
                .append(Outbox.PUBLISHED, 0L)
                .append(Outbox.LOG, List.of()));
    }

    /** Appends one event in a guarded write. What comes back is for {@link Outbox#publish}. */
    List<LogEntry> append(String id) {
        while (true) {
            var read = read(id);
            var seq = read.getLong(Outbox.LOGGED) + 1;
            var entry = new LogEntry(
                    seq, id + "@" + seq, "something-happened", id, id, clock.instant(), "{}".getBytes(UTF_8));
            var update = new Document(
                            "$set", new Document("version", read.getLong("version") + 1).append(Outbox.LOGGED, seq))
                    .append("$push", new Document(Outbox.LOG, entry.toDocument()))
                    .append("$min", new Document(Outbox.UNPUBLISHED_SINCE, Date.from(clock.instant())));
            var guard = new Document("_id", id).append("version", read.getLong("version"));
            if (collection.updateOne(guard, update).getMatchedCount() == 1) {
                var unpublished = new ArrayList<>(Outbox.unpublished(read));
                unpublished.add(entry);
                return unpublished;
            }
            pauseBeforeTheNextTry();
        }
    }

    private static void pauseBeforeTheNextTry() {
        try {
            TimeUnit.MILLISECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Document read(String id) {
        return collection.find(new Document("_id", id)).first();
    }

    long watermark(String id) {
        return read(id).getLong(Outbox.PUBLISHED);
    }

    boolean isMarked(String id) {
        return read(id).containsKey(Outbox.UNPUBLISHED_SINCE);
    }

    boolean isPublished(String id) {
        var read = read(id);
        return read.getLong(Outbox.PUBLISHED).equals(read.getLong(Outbox.LOGGED))
                && !read.containsKey(Outbox.UNPUBLISHED_SINCE);
    }
}
