package vn.thidua.scoring.sheet.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.EventJson;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.messaging.AuthContext;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.board.StandingSheets;
import vn.thidua.scoring.publishing.Publication;
import vn.thidua.scoring.sheet.CanonicalSheet;
import vn.thidua.scoring.sheet.Revision;
import vn.thidua.scoring.sheet.Sheet;
import vn.thidua.scoring.sheet.SheetContent;
import vn.thidua.scoring.sheet.Sheets;

/**
 * Sheets in the collection {@value #COLLECTION}, each with everything that was ever accepted on it in one document:
 * {@code {_id, board, version, revision, digest, receivedAt, history: [{revision, digest, receivedAt, keys, by, reason?, content}]}}
 * and the event log. {@code content} is the canonical JSON that the digest was made of, so that anyone can check it.
 */
public class MongoSheets implements Sheets, StandingSheets {

    /** Where the sheets and their event logs are. */
    public static final String COLLECTION = "sheets";

    private static final int IDS_AT_ONCE = 1000;
    private static final Document NOT_THE_LOG =
            new Document("version", 1).append("history", 1).append(Outbox.PUBLISHED, 1);

    private final MongoCollection<Document> sheets;
    private final Publication publication;

    public MongoSheets(MongoDatabase database, Publication publication) {
        this.sheets = database.getCollection(COLLECTION);
        this.publication = publication;
        sheets.createIndex(new Document("_id", 1).append("version", 1), new IndexOptions().unique(true));
    }

    @Override
    public Optional<Sheet> find(SheetId id) {
        var found = sheets.find(new Document("_id", id.toString()))
                .projection(NOT_THE_LOG)
                .first();
        return Optional.ofNullable(found).map(MongoSheets::sheet);
    }

    @Override
    public Map<SheetId, Sheet> findAll(Collection<SheetId> ids) {
        var found = new HashMap<SheetId, Sheet>();
        for (var chunk : chunks(ids.stream().map(SheetId::toString).toList())) {
            for (var document : sheets.find(among(chunk)).projection(NOT_THE_LOG)) {
                var sheet = sheet(document);
                found.put(sheet.id(), sheet);
            }
        }
        return found;
    }

    @Override
    public SortedMap<String, CountedSheet> among(Collection<String> ids) {
        var found = new TreeMap<String, CountedSheet>();
        for (var chunk : chunks(List.copyOf(ids))) {
            var newest = sheets.find(among(chunk)).projection(new Document("revision", 1).append("digest", 1));
            for (var sheet : newest) {
                var id = sheet.getString("_id");
                found.put(id, new CountedSheet(id, sheet.getLong("revision"), sheet.getString("digest")));
            }
        }
        return found;
    }

    private static Document among(List<String> ids) {
        return new Document("_id", new Document("$in", ids));
    }

    private static List<List<String>> chunks(List<String> ids) {
        var chunks = new ArrayList<List<String>>();
        for (var from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            chunks.add(ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE)));
        }
        return chunks;
    }

    @Override
    public boolean store(@Nullable Sheet before, Sheet after) {
        if (before != null) {
            return sheets.updateOne(guard(before), update(before, after)).getMatchedCount() == 1;
        }
        try {
            sheets.insertOne(document(after));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Collection<SheetId> storeAll(List<Change> changes) {
        var first = changes.stream().filter(change -> change.before() == null).toList();
        var later = changes.stream().filter(change -> change.before() != null).toList();
        var stored = new ArrayList<SheetId>(changes.size());
        stored.addAll(insertAll(first));
        stored.addAll(updateAll(later));
        return stored;
    }

    private List<SheetId> insertAll(List<Change> changes) {
        var inserted = new ArrayList<>(ids(changes));
        var writes = new ArrayList<WriteModel<Document>>(changes.size());
        changes.forEach(change -> writes.add(new InsertOneModel<>(document(change.after()))));
        try {
            write(writes);
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
            // Unordered: all others were inserted.
            inserted.removeAll(e.getWriteErrors().stream()
                    .map(error -> changes.get(error.getIndex()).after().id())
                    .toList());
        }
        return inserted;
    }

    private List<SheetId> updateAll(List<Change> changes) {
        var writes = new ArrayList<WriteModel<Document>>(changes.size());
        for (var change : changes) {
            var before = change.before();
            if (before != null) {
                writes.add(new UpdateOneModel<>(guard(before), update(before, change.after())));
            }
        }
        // A server tells how many updates found their document, not which: if one did not, all are decided again.
        return write(writes) == writes.size() ? ids(changes) : List.of();
    }

    private int write(List<WriteModel<Document>> writes) {
        return writes.isEmpty()
                ? 0
                : sheets.bulkWrite(writes, new BulkWriteOptions().ordered(false))
                        .getMatchedCount();
    }

    private static List<SheetId> ids(List<Change> changes) {
        return changes.stream().map(change -> change.after().id()).toList();
    }

    @Override
    public void publish(Sheet settled) {
        var unpublished = settled.unpublished();
        if (!unpublished.isEmpty()) {
            publication.publish(settled.id().toString(), entries(unpublished));
        }
    }

    @Override
    public boolean rollBack(Sheet sheet, long revision) {
        if (revision == 0) {
            return sheets.deleteOne(guard(sheet)).getDeletedCount() == 1;
        }
        var kept = sheet.history().stream()
                .filter(earlier -> earlier.number() <= revision)
                .toList();
        var update = new Document("$set", state(sheet.version() + 1, kept).append(Outbox.LOGGED, revision))
                .append("$pull", new Document(Outbox.LOG, new Document("seq", new Document("$gt", revision))));
        if (sheet.published() == revision) {
            update.append("$unset", new Document(Outbox.UNPUBLISHED_SINCE, ""));
        }
        return sheets.updateOne(guard(sheet), update).getMatchedCount() == 1;
    }

    private static Document guard(Sheet sheet) {
        return new Document("_id", sheet.id().toString()).append("version", sheet.version());
    }

    private static Document document(Sheet sheet) {
        var entries = entries(sheet.history());
        var document = new Document("_id", sheet.id().toString())
                .append("board", sheet.id().board());
        document.putAll(state(sheet.version(), sheet.history()));
        return document.append(Outbox.LOG, documents(entries))
                .append(Outbox.LOGGED, sheet.revision())
                .append(Outbox.PUBLISHED, 0L)
                .append(Outbox.UNPUBLISHED_SINCE, Date.from(entries.getFirst().time()));
    }

    private static Document update(Sheet before, Sheet after) {
        var set = state(after.version(), after.history());
        var update = new Document("$set", set);
        var added =
                after.history().subList(before.history().size(), after.history().size());
        if (!added.isEmpty()) {
            set.append(Outbox.LOGGED, after.revision());
            update.append("$push", new Document(Outbox.LOG, new Document("$each", documents(entries(added)))))
                    // Kept when an older entry waits: how long the oldest has is what an operator wants to know.
                    .append(
                            "$min",
                            new Document(
                                    Outbox.UNPUBLISHED_SINCE,
                                    Date.from(added.getFirst().receivedAt())));
        }
        return update;
    }

    private static Document state(long version, List<Revision> history) {
        var standing = history.getLast();
        return new Document("version", version)
                .append("revision", standing.number())
                .append("digest", standing.digest())
                .append("receivedAt", Date.from(standing.receivedAt()))
                .append("history", history.stream().map(MongoSheets::document).toList());
    }

    private static Document document(Revision revision) {
        var document = new Document("revision", revision.number())
                .append("digest", revision.digest())
                .append("receivedAt", Date.from(revision.receivedAt()))
                .append("keys", revision.keys())
                .append("by", revision.by().toDocument())
                .append("content", CanonicalSheet.json(revision.content()));
        if (revision.reason() != null) {
            document.append("reason", revision.reason());
        }
        return document;
    }

    private static List<LogEntry> entries(List<Revision> revisions) {
        return revisions.stream()
                .map(revision -> Publication.entry(revision.event(), revision.by()))
                .toList();
    }

    private static List<Document> documents(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::toDocument).toList();
    }

    /** The sheet that a whole document, or one without its log, holds. */
    public static Sheet sheet(Document document) {
        var history = document.getList("history", Document.class).stream()
                .map(MongoSheets::revision)
                .toList();
        return new Sheet(
                history.getFirst().content().sheet(),
                document.getLong("version"),
                history,
                document.getLong(Outbox.PUBLISHED));
    }

    private static Revision revision(Document document) {
        return new Revision(
                document.getLong("revision"),
                EventJson.read(SheetContent.class, document.getString("content").getBytes(UTF_8)),
                document.getString("digest"),
                document.getDate("receivedAt").toInstant(),
                document.getList("keys", String.class),
                AuthContext.from(document.get("by", Document.class)),
                document.getString("reason"));
    }
}
