package vn.thidua.scoring.intake.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
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
import vn.thidua.events.IntakeResult;
import vn.thidua.scoring.intake.IntakeRecord;
import vn.thidua.scoring.intake.IntakeRefusal;
import vn.thidua.scoring.intake.IntakeRefusals;

/**
 * Refused records in the collection {@code intake_refusals}: {@code {_id: position, source, event, key?, data, problem,
 * at, replayed?: {at, outcome}}}; data and problem as JSON text, since they hold names of their own.
 */
@Repository
public class MongoIntakeRefusals implements IntakeRefusals {

    private static final TypeReference<Map<String, Object>> PROBLEM = new TypeReference<>() {};

    private final MongoCollection<Document> refusals;

    public MongoIntakeRefusals(MongoDatabase database) {
        this.refusals = database.getCollection("intake_refusals");
    }

    @Override
    public void keep(List<IntakeRefusal> refused) {
        if (refused.isEmpty()) {
            return;
        }
        var writes = new ArrayList<WriteModel<Document>>(refused.size());
        for (var refusal : refused) {
            writes.add(new UpdateOneModel<>(
                    new Document("_id", refusal.sent().position()),
                    new Document("$setOnInsert", document(refusal)),
                    new UpdateOptions().upsert(true)));
        }
        refusals.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }

    @Override
    public Optional<IntakeRefusal> find(String position) {
        return Optional.ofNullable(refusals.find(new Document("_id", position)).first())
                .map(MongoIntakeRefusals::refusal);
    }

    @Override
    public List<IntakeRefusal> page(@Nullable String after, int limit) {
        var from = after == null ? new Document() : new Document("_id", new Document("$gt", after));
        return refusals.find(from)
                .sort(new Document("_id", 1))
                .limit(limit)
                .map(MongoIntakeRefusals::refusal)
                .into(new ArrayList<>());
    }

    @Override
    public void replayed(
            String position, IntakeResult.Outcome outcome, @Nullable Map<String, Object> problem, Instant at) {
        var set = new Document("replayed", new Document("at", Date.from(at)).append("outcome", outcome.name()));
        if (problem != null) {
            set.append("problem", EventJson.mapper().writeValueAsString(problem));
        }
        refusals.updateOne(new Document("_id", position), new Document("$set", set));
    }

    private static Document document(IntakeRefusal refusal) {
        var sent = refusal.sent();
        var document = new Document("source", sent.source())
                .append("event", sent.event())
                .append("data", sent.data())
                .append("problem", EventJson.mapper().writeValueAsString(refusal.problem()))
                .append("at", Date.from(refusal.at()));
        var key = sent.key();
        return key == null ? document : document.append("key", key);
    }

    private static IntakeRefusal refusal(Document document) {
        var replayed = document.get("replayed", Document.class);
        return new IntakeRefusal(
                new IntakeRecord(
                        document.getString("_id"),
                        document.getString("source"),
                        document.getString("event"),
                        document.getString("key"),
                        document.getString("data")),
                EventJson.mapper().readValue(document.getString("problem"), PROBLEM),
                document.getDate("at").toInstant(),
                replayed == null ? null : replayed.getDate("at").toInstant(),
                replayed == null ? null : IntakeResult.Outcome.valueOf(replayed.getString("outcome")));
    }
}
