package vn.thidua.scoring.appraisal.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import vn.thidua.events.EventJson;
import vn.thidua.events.ScoringEvent;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.scoring.appraisal.Statement;
import vn.thidua.scoring.appraisal.Statements;
import vn.thidua.scoring.publishing.Publication;

/**
 * Statements in the collection {@value #COLLECTION}, one document for each subject: {@code {_id: subject, version}} and
 * the event log, which is the history.
 */
public class MongoStatements implements Statements {

    /** Where the statements and their event logs are. */
    public static final String COLLECTION = "statements";

    private final MongoCollection<Document> statements;
    private final Publication publication;

    public MongoStatements(MongoDatabase database, Publication publication) {
        this.statements = database.getCollection(COLLECTION);
        this.publication = publication;
        statements.createIndex(new Document("_id", 1).append("version", 1), new IndexOptions().unique(true));
    }

    @Override
    public List<Statement> of(String subject) {
        var found = statements.find(new Document("_id", subject)).first();
        return found == null
                ? List.of()
                : found.getList(Outbox.LOG, Document.class).stream()
                        .map(LogEntry::from)
                        .map(MongoStatements::statement)
                        .toList();
    }

    private static Statement statement(LogEntry entry) {
        var by = entry.auth();
        if (by == null || !(EventJson.read(entry.type(), entry.data()) instanceof ScoringEvent fact)) {
            throw new IllegalStateException("no statement: " + entry.id());
        }
        return new Statement(fact, by);
    }

    @Override
    public boolean add(Statement next) {
        var fact = next.fact();
        var entry = Publication.entry(fact, next.by());
        if (!(fact.revision() == 1 ? insert(fact, entry) : append(fact, entry))) {
            return false;
        }
        publication.publish(fact.subject(), List.of(entry));
        return true;
    }

    private boolean insert(ScoringEvent fact, LogEntry entry) {
        try {
            statements.insertOne(new Document("_id", fact.subject())
                    .append("version", 1L)
                    .append(Outbox.LOG, List.of(entry.toDocument()))
                    .append(Outbox.LOGGED, 1L)
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

    private boolean append(ScoringEvent fact, LogEntry entry) {
        var guard = new Document("_id", fact.subject()).append("version", fact.revision() - 1);
        var update = new Document(
                        "$set", new Document("version", fact.revision()).append(Outbox.LOGGED, fact.revision()))
                .append("$push", new Document(Outbox.LOG, entry.toDocument()))
                .append("$min", new Document(Outbox.UNPUBLISHED_SINCE, Date.from(entry.time())));
        return statements.updateOne(guard, update).getMatchedCount() == 1;
    }
}
