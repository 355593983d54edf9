package vn.thidua.ranking.leadership.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.bson.Document;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.UnitRef;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.identity.Role;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.ranking.leadership.Leadership;
import vn.thidua.ranking.leadership.Leadership.Agreed;
import vn.thidua.ranking.leadership.Leadership.Consented;
import vn.thidua.ranking.leadership.Leadership.Nominated;
import vn.thidua.ranking.leadership.Leadership.Nomination;
import vn.thidua.ranking.leadership.Leadership.Open;
import vn.thidua.ranking.leadership.Leaderships;

/**
 * Leaderships in MongoDB, one document each; state and fact are one guarded write.
 *
 * <pre>{@code
 * {_id: board, version, revision, head: {id, name}, deputy: {id, name}, nominatedBy,
 *  consents: [{unit, account, system, capacity, at}], effectiveFrom?, cluster?, agreedAt?,
 *  log: […], logged, published, unpublishedSince}
 * }</pre>
 */
public final class MongoLeaderships implements Leaderships {

    private static final String VERSION = "version";
    private static final String CLUSTER = "cluster";
    private static final String EFFECTIVE_FROM = "effectiveFrom";
    private static final String AGREED_AT = "agreedAt";

    private final MongoCollection<Document> collection;
    private final BiConsumer<String, List<LogEntry>> publish;

    /**
     * @param publish given what to publish of a leadership, once it is durable
     */
    public MongoLeaderships(MongoCollection<Document> collection, BiConsumer<String, List<LogEntry>> publish) {
        this.collection = collection;
        this.publish = publish;
        collection.createIndex(new Document("_id", 1).append(VERSION, 1), new IndexOptions().unique(true));
        collection.createIndex(new Document(CLUSTER, 1).append(EFFECTIVE_FROM, 1));
        findable();
    }

    /** Leaderships that were agreed on before they were looked for by cluster get theirs from the fact in their log. */
    private void findable() {
        collection
                .find(Filters.and(Filters.eq(CLUSTER, null), Filters.exists(EFFECTIVE_FROM)))
                .forEach(document -> {
                    for (var logged : document.getList(Outbox.LOG, Document.class)) {
                        var entry = LogEntry.from(logged);
                        if (EventJson.read(entry.type(), entry.data()) instanceof LeadershipAgreed agreed) {
                            collection.updateOne(
                                    new Document("_id", document.getString("_id")), new Document("$set", term(agreed)));
                        }
                    }
                });
    }

    @Override
    public Leadership find(String board) {
        var document = collection.find(new Document("_id", board)).first();
        return document == null ? new Open(board) : leadership(document);
    }

    @Override
    public Optional<UnitRef> head(String cluster, LocalDate on) {
        return Optional.ofNullable(collection
                        .find(Filters.and(Filters.eq(CLUSTER, cluster), Filters.lte(EFFECTIVE_FROM, on.toString())))
                        .projection(Projections.include("head"))
                        .sort(Sorts.descending(EFFECTIVE_FROM, AGREED_AT))
                        .first())
                .map(document -> unit(document, "head"));
    }

    @Override
    public boolean write(Leadership next, Optional<RankingEvent> fact, Authority by) {
        var entry = fact.map(told -> entry(told, by));
        var written = next.version() == 0 ? insert(next, fact, entry) : update(next, fact, entry);
        if (written && fact.isPresent()) {
            var document = collection.find(new Document("_id", next.board())).first();
            if (document != null) {
                publish.accept(next.board(), Outbox.unpublished(document));
            }
        }
        return written;
    }

    private boolean insert(Leadership next, Optional<RankingEvent> fact, Optional<LogEntry> entry) {
        var document = state(next, fact)
                .append("_id", next.board())
                .append(VERSION, 1L)
                .append(Outbox.LOG, entry.map(LogEntry::toDocument).stream().toList())
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

    private boolean update(Leadership next, Optional<RankingEvent> fact, Optional<LogEntry> entry) {
        var set = state(next, fact).append(VERSION, next.version() + 1);
        var update = new Document("$set", set);
        entry.ifPresent(told -> {
            set.append(Outbox.LOGGED, told.seq());
            // A few entries in a board's whole life: all of them stay.
            update.append("$push", new Document(Outbox.LOG, told.toDocument()))
                    .append("$min", new Document(Outbox.UNPUBLISHED_SINCE, Date.from(told.time())));
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
        var consents = document.getList("consents", Object.class).stream()
                .map(MongoLeaderships::consented)
                .toList();
        var effectiveFrom = document.getString(EFFECTIVE_FROM);
        return effectiveFrom == null
                ? new Nominated(board, version, revision, nomination, consents)
                : new Agreed(board, version, revision, nomination, consents, LocalDate.parse(effectiveFrom));
    }

    /** Before anybody was asked who they are, a consent was its unit's id alone. */
    private static Consented consented(Object stored) {
        if (!(stored instanceof Document consent)) {
            return new Consented((String) stored, null, null);
        }
        var unit = consent.getString("unit");
        var account = consent.getString("account");
        var at = consent.getString("at");
        return new Consented(
                unit,
                account == null
                        ? null
                        : new Authority(
                                new Actor(account, Role.DISTRICT, unit, consent.getBoolean("system", false)),
                                Capacity.valueOf(consent.getString("capacity"))),
                at == null ? null : Instant.parse(at));
    }

    private static Document document(Consented consent) {
        var document = new Document("unit", consent.unit());
        var by = consent.by();
        if (by != null) {
            document.append("account", by.actor().id())
                    .append("system", by.actor().system())
                    .append("capacity", by.capacity().name());
        }
        var at = consent.at();
        return at == null ? document : document.append("at", at.toString());
    }

    private static Document state(Leadership next, Optional<RankingEvent> fact) {
        var state = state(next);
        if (fact.orElse(null) instanceof LeadershipAgreed agreed) {
            state.putAll(term(agreed));
        }
        return state;
    }

    /** What the head in force is found by. */
    private static Document term(LeadershipAgreed agreed) {
        return new Document(CLUSTER, agreed.cluster().id())
                .append(AGREED_AT, agreed.occurredAt().toString());
    }

    private static Document state(Leadership leadership) {
        return switch (leadership) {
            case Open open -> throw new IllegalArgumentException(open.board() + " has nothing to store");
            case Nominated nominated -> state(nominated.revision(), nominated.nomination(), nominated.consents());
            case Agreed agreed ->
                state(agreed.revision(), agreed.nomination(), agreed.consents())
                        .append(EFFECTIVE_FROM, agreed.effectiveFrom().toString());
        };
    }

    private static Document state(long revision, Nomination nomination, List<Consented> consents) {
        return new Document("revision", revision)
                .append("head", document(nomination.head()))
                .append("deputy", document(nomination.deputy()))
                .append("nominatedBy", nomination.nominatedBy())
                .append(
                        "consents",
                        consents.stream().map(MongoLeaderships::document).toList());
    }

    private static Document document(UnitRef unit) {
        return new Document("id", unit.id()).append("name", unit.name());
    }

    private static UnitRef unit(Document document, String field) {
        var unit = document.get(field, Document.class);
        return new UnitRef(unit.getString("id"), unit.getString("name"));
    }

    private static LogEntry entry(RankingEvent fact, Authority by) {
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
