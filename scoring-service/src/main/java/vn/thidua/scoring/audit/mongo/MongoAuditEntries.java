package vn.thidua.scoring.audit.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import vn.thidua.messaging.AuthContext;
import vn.thidua.scoring.audit.AuditEntries;
import vn.thidua.scoring.audit.AuditEntry;

/** Audit entries in the collection {@code audit}: {@code {_id, at, by, action, subject}}. */
@Repository
public class MongoAuditEntries implements AuditEntries {

    private final MongoCollection<Document> entries;

    public MongoAuditEntries(MongoDatabase database) {
        this.entries = database.getCollection("audit");
    }

    @Override
    public void add(AuditEntry entry) {
        entries.insertOne(new Document("_id", entry.id())
                .append("at", Date.from(entry.at()))
                .append("by", entry.by().toDocument())
                .append("action", entry.action())
                .append("subject", entry.subject()));
    }

    @Override
    public List<AuditEntry> page(@Nullable String after, int limit) {
        var from = after == null ? new Document() : new Document("_id", new Document("$lt", after));
        return entries.find(from)
                .sort(new Document("_id", -1))
                .limit(limit)
                .map(found -> new AuditEntry(
                        found.getString("_id"),
                        found.getDate("at").toInstant(),
                        AuthContext.from(found.get("by", Document.class)),
                        found.getString("action"),
                        found.getString("subject")))
                .into(new ArrayList<>());
    }
}
