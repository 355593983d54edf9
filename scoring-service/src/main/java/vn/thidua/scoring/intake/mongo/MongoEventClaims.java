package vn.thidua.scoring.intake.mongo;

import static java.util.Objects.requireNonNull;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Repository;
import vn.thidua.scoring.intake.EventClaims;

/**
 * Claims in the collection {@code event_claims}: {@code {_id, sheet, holder}}; the holder is empty once the claim is not
 * one's alone. Every operation finds its documents by their ids.
 */
@Repository
public class MongoEventClaims implements EventClaims {

    private static final String SHEET = "sheet";
    private static final String HOLDER = "holder";
    private static final String SHARED = "";

    private final MongoCollection<Document> claims;

    public MongoEventClaims(MongoDatabase database) {
        this.claims = database.getCollection("event_claims");
    }

    @Override
    public Map<String, String> claim(Map<String, String> sheets, String holder) {
        var others = new HashMap<String, String>();
        var wanted = Map.copyOf(sheets);
        while (!wanted.isEmpty()) {
            wanted = join(insert(wanted, holder), holder, others);
        }
        return others;
    }

    /** Answers those that are claimed already. */
    private Map<String, String> insert(Map<String, String> sheets, String holder) {
        var events = List.copyOf(sheets.keySet());
        var writes = new ArrayList<WriteModel<Document>>(events.size());
        for (var event : events) {
            writes.add(new InsertOneModel<>(new Document("_id", event)
                    .append(SHEET, requireNonNull(sheets.get(event)))
                    .append(HOLDER, holder)));
        }
        var standing = new HashMap<String, String>();
        try {
            write(writes);
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
            for (var error : e.getWriteErrors()) {
                var event = events.get(error.getIndex());
                standing.put(event, requireNonNull(sheets.get(event)));
            }
        }
        return standing;
    }

    /** Answers those that changed while they were looked at. */
    private Map<String, String> join(Map<String, String> sheets, String holder, Map<String, String> others) {
        if (sheets.isEmpty()) {
            return Map.of();
        }
        var again = new HashMap<>(sheets);
        var joined = new HashMap<String, String>();
        for (var claim : claims.find(among(sheets.keySet()))) {
            var event = requireNonNull(claim.getString("_id"));
            var sheet = requireNonNull(claim.getString(SHEET));
            var by = claim.getString(HOLDER);
            again.remove(event);
            if (!sheet.equals(sheets.get(event))) {
                others.put(event, sheet);
            } else if (!SHARED.equals(by) && !holder.equals(by)) {
                joined.put(event, sheet);
            }
        }
        var writes = new ArrayList<WriteModel<Document>>(joined.size());
        joined.forEach((event, sheet) -> writes.add(new UpdateOneModel<>(
                new Document("_id", event).append(SHEET, sheet), new Document("$set", new Document(HOLDER, SHARED)))));
        // A server tells how many updates found their document, not which: if one did not, all are looked at again.
        if (write(writes) < writes.size()) {
            again.putAll(joined);
        }
        return again;
    }

    @Override
    public void release(Map<String, String> sheets, String holder) {
        var writes = new ArrayList<WriteModel<Document>>(sheets.size());
        sheets.forEach((event, sheet) -> writes.add(new DeleteOneModel<>(
                new Document("_id", event).append(SHEET, sheet).append(HOLDER, holder))));
        write(writes);
    }

    @Override
    public Map<String, String> find(Collection<String> events) {
        var found = new HashMap<String, String>();
        for (var claim : claims.find(among(new HashSet<>(events)))) {
            found.put(requireNonNull(claim.getString("_id")), requireNonNull(claim.getString(SHEET)));
        }
        return found;
    }

    private static Document among(Set<String> events) {
        return new Document("_id", new Document("$in", List.copyOf(events)));
    }

    private int write(List<WriteModel<Document>> writes) {
        return writes.isEmpty()
                ? 0
                : claims.bulkWrite(writes, new BulkWriteOptions().ordered(false))
                        .getMatchedCount();
    }
}
