package vn.thidua.ranking.standings.mongo;

import static vn.thidua.ranking.standings.mongo.BoardDocument.CLOSED;
import static vn.thidua.ranking.standings.mongo.BoardDocument.ID;
import static vn.thidua.ranking.standings.mongo.BoardDocument.MEMBERS;
import static vn.thidua.ranking.standings.mongo.BoardDocument.OPENED;
import static vn.thidua.ranking.standings.mongo.BoardDocument.RECORDED;
import static vn.thidua.ranking.standings.mongo.BoardDocument.RECUSED;
import static vn.thidua.ranking.standings.mongo.BoardDocument.SHEETS;
import static vn.thidua.ranking.standings.mongo.BoardDocument.SOURCE;
import static vn.thidua.ranking.standings.mongo.BoardDocument.STANDINGS;
import static vn.thidua.ranking.standings.mongo.BoardDocument.STATUS;
import static vn.thidua.ranking.standings.mongo.BoardDocument.VERSION;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.Standings;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.ranking.standings.Board;
import vn.thidua.ranking.standings.Boards;
import vn.thidua.ranking.standings.Change;
import vn.thidua.ranking.standings.Visible;

/**
 * Boards in MongoDB, one document each. State, fact and the place in the source topic are one guarded write.
 *
 * <p>Standings carry everything, so newer ones supersede those that were not yet published: the log holds one entry, and
 * the document does not grow with its history. What an instance had sent off before it was held may so come after newer
 * ones of another: readers go by the revision, which numbers the entries. Only final results are never superseded: their
 * few corrections stay beside them.
 */
public final class MongoBoards implements Boards {

    private final MongoCollection<Document> collection;
    private final BiConsumer<String, List<LogEntry>> publish;

    /**
     * @param publish given what to publish of a board, once it is durable
     */
    public MongoBoards(MongoCollection<Document> collection, BiConsumer<String, List<LogEntry>> publish) {
        this.collection = collection;
        this.publish = publish;
        collection.createIndex(new Document(ID, 1).append(VERSION, 1), new IndexOptions().unique(true));
        collection.createIndex(new Document(MEMBERS, 1).append(ID, 1));
        collection.createIndex(new Document(STATUS, 1).append(ID, 1));
        findable();
    }

    /** Boards that were written before lists were found by members and status get both. */
    private void findable() {
        collection
                .find(Filters.and(Filters.eq(STATUS, null), Filters.exists(STANDINGS)))
                .projection(Projections.include(VERSION, STANDINGS))
                .forEach(document -> {
                    var standings = BoardDocument.standings(document);
                    if (standings != null) {
                        collection.updateOne(
                                new Document(ID, document.getString(ID)).append(VERSION, document.getLong(VERSION)),
                                new Document("$set", BoardDocument.standings(standings)));
                    }
                });
    }

    @Override
    public Map<String, Board> find(Set<String> ids) {
        var boards = new HashMap<String, Board>();
        ids.forEach(id -> boards.put(id, Board.unknown(id)));
        collection
                .find(Filters.in(ID, ids))
                .projection(Projections.exclude(Outbox.LOG))
                .forEach(document -> boards.put(document.getString(ID), BoardDocument.board(document)));
        return boards;
    }

    @Override
    public Optional<Standings> standings(String board) {
        return Optional.ofNullable(collection
                        .find(new Document(ID, board))
                        .projection(Projections.include(STANDINGS))
                        .first())
                .map(BoardDocument::standings);
    }

    @Override
    public List<Standings> list(Visible visible, String after, int limit) {
        var boards = new ArrayList<Standings>();
        collection
                .find(Filters.and(among(visible), Filters.gt(ID, after), Filters.exists(STANDINGS)))
                .projection(Projections.include(STANDINGS))
                .sort(Sorts.ascending(ID))
                .limit(limit)
                .map(BoardDocument::standings)
                .forEach(standings -> {
                    if (standings != null) {
                        boards.add(standings);
                    }
                });
        return boards;
    }

    @Override
    public List<String> ids(String after, int limit) {
        return collection
                .find(Filters.gt(ID, after))
                .projection(Projections.include(ID))
                .sort(Sorts.ascending(ID))
                .limit(limit)
                .map(document -> document.getString(ID))
                .into(new ArrayList<>());
    }

    private static Bson among(Visible visible) {
        return switch (visible) {
            case Visible.All all -> Filters.empty();
            case Visible.OfMember(var unit) -> Filters.eq(MEMBERS, unit);
            case Visible.Closed closed ->
                Filters.in(STATUS, Standings.Status.CLOSED.name(), Standings.Status.FINAL.name());
        };
    }

    @Override
    public Set<String> write(Collection<Change> changes) {
        if (changes.isEmpty()) {
            return Set.of();
        }
        var writes = changes.stream().map(MongoBoards::write).toList();
        if (allWritten(writes)) {
            publishWritten(changes);
            return Set.of();
        }
        var ids = changes.stream().map(change -> change.before().id()).collect(Collectors.toSet());
        publishStored(ids);
        return ids;
    }

    private void publishWritten(Collection<Change> changes) {
        var corrected = new HashSet<String>();
        for (var change : changes) {
            if (change.before().isFinal()) {
                // What it corrects may wait in the log, too.
                corrected.add(change.after().id());
            } else {
                change.fact().ifPresent(fact -> publish.accept(change.after().id(), List.of(entry(fact, change))));
            }
        }
        if (!corrected.isEmpty()) {
            publishStored(corrected);
        }
    }

    private boolean allWritten(List<WriteModel<Document>> writes) {
        try {
            var result = collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            return result.getMatchedCount() + result.getInsertedCount() == writes.size();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() == null
                    && e.getWriteErrors().stream()
                            .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
                return false;
            }
            throw e;
        }
    }

    /** A bulk does not say which of its writes lost: some may have won, and their facts must not wait for a sweep. */
    private void publishStored(Set<String> ids) {
        collection
                .find(Filters.in(ID, ids))
                .projection(Projections.include(Outbox.LOG, Outbox.PUBLISHED))
                .forEach(document -> publish.accept(document.getString(ID), Outbox.unpublished(document)));
    }

    private static WriteModel<Document> write(Change change) {
        return change.before().version() == 0 ? insert(change) : update(change);
    }

    private static WriteModel<Document> insert(Change change) {
        var after = change.after();
        var sheets = new Document();
        after.sheets()
                .byId()
                .values()
                .forEach(sheet -> sheets.put(BoardDocument.field(sheet), BoardDocument.sheet(sheet)));
        var document = new Document(ID, after.id()).append(VERSION, 1L).append(SHEETS, sheets);
        appendJson(document, OPENED, after.opened());
        appendJson(document, CLOSED, after.closed());
        appendJson(document, RECUSED, after.recused());
        appendJson(document, RECORDED, after.recorded());
        if (after.standings() != null) {
            document.putAll(BoardDocument.standings(after.standings()));
        }
        if (change.source() != null) {
            document.append(
                    SOURCE,
                    new Document(
                            String.valueOf(change.source().partition()),
                            change.source().offset()));
        }
        document.append(Outbox.LOGGED, 0L).append(Outbox.PUBLISHED, 0L).append(Outbox.LOG, List.of());
        change.fact()
                .map(fact -> entry(fact, change))
                .ifPresent(entry -> document.append(Outbox.LOG, List.of(entry.toDocument()))
                        .append(Outbox.LOGGED, entry.seq())
                        .append(Outbox.UNPUBLISHED_SINCE, Date.from(entry.time())));
        return new InsertOneModel<>(document);
    }

    private static WriteModel<Document> update(Change change) {
        var before = change.before();
        var after = change.after();
        var set = new Document(VERSION, before.version() + 1);
        if (!Objects.equals(after.opened(), before.opened())) {
            appendJson(set, OPENED, after.opened());
        }
        if (!Objects.equals(after.closed(), before.closed())) {
            appendJson(set, CLOSED, after.closed());
        }
        if (!Objects.equals(after.recused(), before.recused())) {
            appendJson(set, RECUSED, after.recused());
        }
        if (!Objects.equals(after.recorded(), before.recorded())) {
            appendJson(set, RECORDED, after.recorded());
        }
        if (after.standings() != null && !after.standings().equals(before.standings())) {
            set.putAll(BoardDocument.standings(after.standings()));
        }
        after.sheets().byId().forEach((id, sheet) -> {
            if (!sheet.equals(before.sheets().byId().get(id))) {
                set.put(SHEETS + "." + BoardDocument.field(sheet), BoardDocument.sheet(sheet));
            }
        });
        var update = new Document("$set", set);
        if (change.source() != null) {
            update.append(
                    "$max",
                    new Document(
                            SOURCE + "." + change.source().partition(),
                            change.source().offset()));
        }
        change.fact().map(fact -> entry(fact, change)).ifPresent(entry -> {
            set.append(Outbox.LOGGED, entry.seq());
            if (before.isFinal()) {
                update.append("$push", new Document(Outbox.LOG, entry.toDocument()));
            } else {
                set.append(Outbox.LOG, List.of(entry.toDocument()));
            }
            // The oldest that waits is what an operator must see: kept when there is one, set when there is none.
            update.append("$min", new Document(Outbox.UNPUBLISHED_SINCE, Date.from(entry.time())));
        });
        return new UpdateOneModel<>(new Document(ID, before.id()).append(VERSION, before.version()), update);
    }

    private static void appendJson(Document document, String field, @Nullable Object value) {
        if (value != null) {
            document.append(field, BoardDocument.json(value));
        }
    }

    private static LogEntry entry(RankingEvent fact, Change change) {
        return new LogEntry(
                fact.revision(),
                fact.id(),
                EventType.of(fact).wireName(),
                fact.subject(),
                fact.board(),
                fact.occurredAt(),
                EventJson.write(fact),
                change.by() == null ? null : change.by().authContext());
    }
}
