package vn.thidua.ranking.leadership.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bson.Document;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.ranking.leadership.Leadership;
import vn.thidua.ranking.leadership.Leadership.Agreed;
import vn.thidua.ranking.leadership.Leadership.Nominated;
import vn.thidua.ranking.leadership.Leadership.Nomination;
import vn.thidua.ranking.leadership.Leadership.Open;
import vn.thidua.ranking.leadership.Leaderships;

/**
 * Leaderships in MongoDB, one document each; state and fact are one guarded write.
 *
 * <pre>{@code
 * {_id: board, version, revision, head: {id, name}, deputy: {id, name}, nominatedBy, consents: […], effectiveFrom?,
 *  log: […], logged, published, unpublishedSince}
 * }</pre>
 */
public final class MongoLeaderships implements Leaderships {

    private static final String VERSION = "version";

    private final MongoCollection<Document> collection;
    private final BiConsumer<String, List<LogEntry>> publish;

    /**
     * @param publish given what to publish of a leadership, once it is durable
     */
    public MongoLeaderships(MongoCollection<Document> collection, BiConsumer<String, List<LogEntry>> publish) {
        this.collection = collection;
        this.publish = publish;
        collection.createIndex(new Document("_id", 1).append(VERSION, 1), new IndexOptions().unique(true));
    }

    @Override
    public Leadership find(String board) {
        var document = collection.find(new Document("_id", board)).first();
        return document == null ? new Open(board) : leadership(document);
    }

    @Override
    public boolean write(Leadership next, Optional<RankingEvent> fact) {
        var written = next.version() == 0 ? insert(next, fact) : update(next, fact);
        if (written && fact.isPresent()) {
            var document = collection.find(new Document("_id", next.board())).first();
            if (document != null) {
                publish.accept(next.board(), Outbox.unpublished(document));
            }
        }
        return written;
    }

    private boolean insert(Leadership next, Optional<RankingEvent> fact) {
        var document = state(next)
                .append("_id", next.board())
                .append(VERSION, 1L)
                .append(
                        Outbox.LOG,
                        fact.map(MongoLeaderships::entry).map(LogEntry::toDocument).stream()
                                .toList())
                .append(Outbox.LOGGED, fact.map(RankingEvent::revision).orElse(0L))
                .append(Outbox.PUBLISHED, 0L);
        fact.ifPresent(told -> document.append(Outbox.UNPUBLISHED_SINCE, Date.from(told.occurredAt())));
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private boolean update(Leadership next, Optional<RankingEvent> fact) {
        var set = state(next).append(VERSION, next.version() + 1);
        var update = new Document("$set", set);
        fact.map(MongoLeaderships::entry).ifPresent(entry -> {
            set.append(Outbox.LOGGED, entry.seq());
            // A few entries in a board's whole life: all of them stay.
            update.append("$push", new Document(Outbox.LOG, entry.toDocument()))
                    .append("$min", new Document(Outbox.UNPUBLISHED_SINCE, Date.from(entry.time())));
        });
        var guard = new Document("_id", next.board()).append(VERSION, next.version());
        return collection.updateOne(guard, update).getMatchedCount() == 1;
    }

    private static Leadership leadership(Document document) {
        var board = document.getString("_id");
        var version = document.getLong(VERSION);
        var revision = document.getLong("revision");
        var nomination =
                new Nomination(unit(document, "head"), unit(document, "deputy"), document.getString("nominatedBy"));
        var consents = new LinkedHashSet<>(document.getList("consents", String.class));
        var effectiveFrom = document.getString("effectiveFrom");
        return effectiveFrom == null
                ? new Nominated(board, version, revision, nomination, consents)
                : new Agreed(board, version, revision, nomination, consents, LocalDate.parse(effectiveFrom));
    }

    private static Document state(Leadership leadership) {
        return switch (leadership) {
            case Open open -> throw new IllegalArgumentException(open.board() + " has nothing to store");
            case Nominated nominated -> state(nominated.revision(), nominated.nomination(), nominated.consents());
            case Agreed agreed ->
                state(agreed.revision(), agreed.nomination(), agreed.consents())
                        .append("effectiveFrom", agreed.effectiveFrom().toString());
        };
    }

    private static Document state(long revision, Nomination nomination, Set<String> consents) {
        return new Document("revision", revision)
                .append("head", document(nomination.head()))
                .append("deputy", document(nomination.deputy()))
                .append("nominatedBy", nomination.nominatedBy())
                .append("consents", List.copyOf(consents));
    }

    private static Document document(UnitRef unit) {
        return new Document("id", unit.id()).append("name", unit.name());
    }

    private static UnitRef unit(Document document, String field) {
        var unit = document.get(field, Document.class);
        return new UnitRef(unit.getString("id"), unit.getString("name"));
    }

    private static LogEntry entry(RankingEvent fact) {
        return new LogEntry(
                fact.revision(),
                fact.id(),
                EventType.of(fact).wireName(),
                fact.subject(),
                fact.board(),
                fact.occurredAt(),
                EventJson.write(fact));
    }
}
