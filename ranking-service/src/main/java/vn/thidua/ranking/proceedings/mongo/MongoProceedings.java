package vn.thidua.ranking.proceedings.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.bson.Document;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.identity.Authority;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.ranking.proceedings.AllProceedings;
import vn.thidua.ranking.proceedings.Proceedings;

/**
 * Proceedings in MongoDB, one document for each board; state and fact are one guarded write. The facts carry the state:
 * the last of them is the proceedings.
 *
 * <pre>{@code
 * {_id: board, version, recorded: json, log: […], logged, published, unpublishedSince}
 * }</pre>
 */
public final class MongoProceedings implements AllProceedings {

    private static final String VERSION = "version";
    private static final String RECORDED = "recorded";

    private final MongoCollection<Document> collection;
    private final BiConsumer<String, List<LogEntry>> publish;

    /**
     * @param publish given what to publish of a board's proceedings
     */
    public MongoProceedings(MongoCollection<Document> collection, BiConsumer<String, List<LogEntry>> publish) {
        this.collection = collection;
        this.publish = publish;
        collection.createIndex(new Document("_id", 1).append(VERSION, 1), new IndexOptions().unique(true));
    }

    @Override
    public Proceedings find(String board) {
        var document = collection.find(new Document("_id", board)).first();
        return document == null
                ? Proceedings.none(board)
                : new Proceedings(board, document.getLong(VERSION), Optional.of(recorded(document)));
    }

    /** The proceedings that a document holds. */
    public static ProceedingsRecorded recorded(Document document) {
        return EventJson.mapper().readValue(document.getString(RECORDED), ProceedingsRecorded.class);
    }

    @Override
    public boolean write(Proceedings next, Authority by) {
        var fact = next.recorded().orElseThrow(() -> new IllegalArgumentException("nothing is recorded"));
        var entry = entry(fact, by);
        return next.version() == 0 ? insert(next, fact, entry) : update(next, fact, entry);
    }

    @Override
    public void publish(String board) {
        var document = collection.find(new Document("_id", board)).first();
        if (document != null) {
            publish.accept(board, Outbox.unpublished(document));
        }
    }

    private boolean insert(Proceedings next, ProceedingsRecorded fact, LogEntry entry) {
        try {
            collection.insertOne(new Document("_id", next.board())
                    .append(VERSION, 1L)
                    .append(RECORDED, json(fact))
                    .append(Outbox.LOG, List.of(entry.toDocument()))
                    .append(Outbox.LOGGED, entry.seq())
                    .append(Outbox.PUBLISHED, 0L)
                    .append(Outbox.UNPUBLISHED_SINCE, Date.from(entry.time())));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private boolean update(Proceedings next, ProceedingsRecorded fact, LogEntry entry) {
        var guard = new Document("_id", next.board()).append(VERSION, next.version());
        var set = new Document(VERSION, next.version() + 1)
                .append(RECORDED, json(fact))
                .append(Outbox.LOGGED, entry.seq());
        // A few dozen entries in a board's whole life, and who did what: all of them stay.
        var update = new Document("$set", set)
                .append("$push", new Document(Outbox.LOG, entry.toDocument()))
                .append("$min", new Document(Outbox.UNPUBLISHED_SINCE, Date.from(entry.time())));
        return collection.updateOne(guard, update).getMatchedCount() == 1;
    }

    private static String json(ProceedingsRecorded fact) {
        return EventJson.mapper().writeValueAsString(fact);
    }

    private static LogEntry entry(ProceedingsRecorded fact, Authority by) {
        return new LogEntry(
                fact.revision(),
                fact.id(),
                EventType.of(fact).wireName(),
                fact.subject(),
                fact.board(),
                fact.occurredAt(),
                EventJson.write(fact),
                by.authContext());
    }
}
