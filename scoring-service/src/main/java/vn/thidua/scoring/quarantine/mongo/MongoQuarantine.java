package vn.thidua.scoring.quarantine.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import vn.thidua.events.EventJson;
import vn.thidua.events.IntakeResult.Outcome;
import vn.thidua.scoring.quarantine.Content;
import vn.thidua.scoring.quarantine.Quarantine;
import vn.thidua.scoring.quarantine.Quarantined;
import vn.thidua.scoring.quarantine.Quarantined.Door;
import vn.thidua.scoring.quarantine.Quarantined.State;

/**
 * The quarantine in the collection {@code quarantine}: {@code {_id, version, place, unit, door, source?, event?, content:
 * {form, text, base64}, correction?, problem, at, state, replayedAt?, replayedTo?, reason?}}; problem as JSON text, since
 * it holds names of its own.
 */
@Repository
public class MongoQuarantine implements Quarantine {

    private static final TypeReference<Map<String, Object>> PROBLEM = new TypeReference<>() {};
    private static final String PLACE = "place";

    private final MongoCollection<Document> quarantine;

    public MongoQuarantine(MongoDatabase database) {
        this.quarantine = database.getCollection("quarantine");
        quarantine.createIndex(new Document("_id", 1).append("version", 1), new IndexOptions().unique(true));
        quarantine.createIndex(new Document("unit", 1).append("state", 1).append(PLACE, 1));
        quarantine.createIndex(new Document("unit", 1).append(PLACE, 1));
        quarantine.createIndex(new Document("state", 1).append(PLACE, 1));
        quarantine.createIndex(new Document(PLACE, 1));
    }

    @Override
    public void keep(List<Quarantined> refused) {
        if (refused.isEmpty()) {
            return;
        }
        var writes = new ArrayList<WriteModel<Document>>(refused.size());
        for (var one : refused) {
            var document = document(one);
            document.remove("_id");
            writes.add(new UpdateOneModel<>(
                    new Document("_id", one.id()),
                    new Document("$setOnInsert", document),
                    new UpdateOptions().upsert(true)));
        }
        quarantine.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    @Override
    public Optional<Quarantined> find(String id) {
        return Optional.ofNullable(quarantine.find(new Document("_id", id)).first())
                .map(MongoQuarantine::quarantined);
    }

    @Override
    public List<Quarantined> page(@Nullable String unit, @Nullable State state, @Nullable String after, int limit) {
        var filter = new Document();
        if (unit != null) {
            filter.append("unit", unit);
        }
        if (state != null) {
            filter.append("state", state.name());
        }
        if (after != null) {
            filter.append(PLACE, new Document("$gt", after));
        }
        return quarantine
                .find(filter)
                .sort(new Document(PLACE, 1))
                .limit(limit)
                .map(MongoQuarantine::quarantined)
                .into(new ArrayList<>());
    }

    @Override
    public boolean store(Quarantined before, Quarantined after) {
        var guard = new Document("_id", before.id()).append("version", before.version());
        return quarantine.replaceOne(guard, document(after)).getMatchedCount() == 1;
    }

    private static Document document(Quarantined one) {
        var document = new Document("_id", one.id())
                .append("version", one.version())
                .append(PLACE, one.place())
                .append("unit", one.unit())
                .append("door", one.door().name())
                .append("content", document(one.content()))
                .append("problem", EventJson.mapper().writeValueAsString(one.problem()))
                .append("at", Date.from(one.at()))
                .append("state", one.state().name());
        append(document, "source", one.source());
        append(document, "event", one.event());
        append(document, "reason", one.reason());
        var correction = one.correction();
        append(document, "correction", correction == null ? null : document(correction));
        var replayedAt = one.replayedAt();
        append(document, "replayedAt", replayedAt == null ? null : Date.from(replayedAt));
        var replayedTo = one.replayedTo();
        append(document, "replayedTo", replayedTo == null ? null : replayedTo.name());
        return document;
    }

    private static void append(Document document, String name, @Nullable Object value) {
        if (value != null) {
            document.append(name, value);
        }
    }

    private static Document document(Content content) {
        return new Document("form", content.form().name())
                .append("text", content.text())
                .append("base64", content.base64());
    }

    private static Quarantined quarantined(Document found) {
        var correction = found.get("correction", Document.class);
        var replayedAt = found.getDate("replayedAt");
        var replayedTo = found.getString("replayedTo");
        return new Quarantined(
                found.getString("_id"),
                found.getLong("version"),
                found.getString("unit"),
                Door.valueOf(found.getString("door")),
                found.getString("source"),
                found.getString("event"),
                content(found.get("content", Document.class)),
                correction == null ? null : content(correction),
                EventJson.mapper().readValue(found.getString("problem"), PROBLEM),
                found.getDate("at").toInstant(),
                State.valueOf(found.getString("state")),
                replayedAt == null ? null : replayedAt.toInstant(),
                replayedTo == null ? null : Outcome.valueOf(replayedTo),
                found.getString("reason"));
    }

    private static Content content(Document content) {
        return new Content(
                Content.Form.valueOf(content.getString("form")),
                content.getString("text"),
                content.getBoolean("base64"));
    }
}
