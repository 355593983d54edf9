package vn.thidua.scoring.intake.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import vn.thidua.events.EventJson;
import vn.thidua.events.IntakeResult.Outcome;
import vn.thidua.events.Receipt;
import vn.thidua.messaging.AuthContext;
import vn.thidua.scoring.intake.EventBatch;
import vn.thidua.scoring.intake.EventBatches;
import vn.thidua.scoring.intake.EventResult;
import vn.thidua.scoring.sheet.Submitter;

/**
 * Batches in the collection {@code event_batches}: {@code {_id, version, unit, by, receivedAt, total, firsts, done,
 * accepted, duplicate, refused, open?, finishedAt?}}, their parts in {@code event_batch_parts} and the parts' results in
 * {@code event_batch_results}, both with the id {@code batch/part}, so that no document grows with its batch.
 */
@Repository
public class MongoEventBatches implements EventBatches {

    private static final TypeReference<Map<String, Object>> PROBLEM = new TypeReference<>() {};
    private static final String OPEN = "open";

    private final MongoCollection<Document> batches;
    private final MongoCollection<Document> parts;
    private final MongoCollection<Document> results;

    public MongoEventBatches(MongoDatabase database) {
        this.batches = database.getCollection("event_batches");
        this.parts = database.getCollection("event_batch_parts");
        this.results = database.getCollection("event_batch_results");
        batches.createIndex(new Document("_id", 1).append("version", 1), new IndexOptions().unique(true));
        batches.createIndex(new Document(OPEN, 1), new IndexOptions().sparse(true));
    }

    @Override
    public void keepPart(String batch, int part, List<byte[]> events) {
        parts.insertOne(new Document("_id", id(batch, part))
                .append("events", events.stream().map(Binary::new).toList()));
    }

    @Override
    public void add(EventBatch batch) {
        batches.insertOne(document(batch));
    }

    @Override
    public Optional<EventBatch> find(String id) {
        return Optional.ofNullable(batches.find(new Document("_id", id)).first())
                .map(MongoEventBatches::batch);
    }

    @Override
    public List<String> unfinished() {
        return batches.find(new Document(OPEN, true))
                .projection(new Document("_id", 1))
                .map(found -> String.valueOf(found.getString("_id")))
                .into(new ArrayList<>());
    }

    @Override
    public List<byte[]> part(String batch, int part) {
        var found = parts.find(new Document("_id", id(batch, part))).first();
        return found == null
                ? List.of()
                : found.getList("events", Binary.class).stream()
                        .map(Binary::getData)
                        .toList();
    }

    @Override
    public List<EventResult> results(String batch, int part) {
        var found = results.find(new Document("_id", id(batch, part))).first();
        return found == null
                ? List.of()
                : found.getList("results", Document.class).stream()
                        .map(MongoEventBatches::result)
                        .toList();
    }

    @Override
    public List<EventResult> keepResults(String batch, int part, List<EventResult> made) {
        try {
            results.insertOne(new Document("_id", id(batch, part))
                    .append(
                            "results",
                            made.stream().map(MongoEventBatches::document).toList()));
            return made;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return results(batch, part);
            }
            throw e;
        }
    }

    @Override
    public boolean store(EventBatch before, EventBatch after) {
        var guard = new Document("_id", before.id()).append("version", before.version());
        if (batches.replaceOne(guard, document(after)).getMatchedCount() == 0) {
            return false;
        }
        if (after.finishedAt() != null) {
            for (var part = 0; part < after.firsts().size(); part++) {
                parts.deleteOne(new Document("_id", id(after.id(), part)));
            }
        }
        return true;
    }

    private static String id(String batch, int part) {
        return "%s/%05d".formatted(batch, part);
    }

    private static Document document(EventBatch batch) {
        var document = new Document("_id", batch.id())
                .append("version", batch.version())
                .append("unit", batch.submitter().unit())
                .append("by", batch.submitter().by().toDocument())
                .append("receivedAt", Date.from(batch.receivedAt()))
                .append("total", batch.total())
                .append("firsts", batch.firsts())
                .append("done", batch.done())
                .append("accepted", batch.counts().accepted())
                .append("duplicate", batch.counts().duplicate())
                .append("refused", batch.counts().refused());
        var finishedAt = batch.finishedAt();
        return finishedAt == null ? document.append(OPEN, true) : document.append("finishedAt", Date.from(finishedAt));
    }

    private static EventBatch batch(Document found) {
        return new EventBatch(
                found.getString("_id"),
                found.getLong("version"),
                new Submitter(found.getString("unit"), AuthContext.from(found.get("by", Document.class))),
                found.getDate("receivedAt").toInstant(),
                found.getInteger("total"),
                found.getList("firsts", Integer.class),
                found.getInteger("done"),
                new EventBatch.Counts(
                        found.getInteger("accepted"), found.getInteger("duplicate"), found.getInteger("refused")),
                instant(found.getDate("finishedAt")));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static Document document(EventResult result) {
        var document = new Document("index", result.index())
                .append("outcome", result.outcome().name());
        append(document, "source", result.source());
        append(document, "event", result.event());
        append(document, "quarantine", result.quarantine());
        var receipt = result.receipt();
        append(
                document,
                "receipt",
                receipt == null
                        ? null
                        : new Document("sheet", receipt.sheet())
                                .append("revision", receipt.revision())
                                .append("digest", receipt.digest())
                                .append("receivedAt", Date.from(receipt.receivedAt()))
                                .append("proof", proof(receipt)));
        var problem = result.problem();
        append(document, "problem", problem == null ? null : EventJson.mapper().writeValueAsString(problem));
        return document;
    }

    private static @Nullable String proof(Receipt receipt) {
        return receipt.proof() == null ? null : EventJson.mapper().writeValueAsString(receipt.proof());
    }

    private static Receipt.@Nullable Proof proof(@Nullable String json) {
        return json == null ? null : EventJson.mapper().readValue(json, Receipt.Proof.class);
    }

    private static void append(Document document, String name, @Nullable Object value) {
        if (value != null) {
            document.append(name, value);
        }
    }

    private static EventResult result(Document found) {
        var receipt = found.get("receipt", Document.class);
        var problem = found.getString("problem");
        return new EventResult(
                found.getInteger("index"),
                found.getString("source"),
                found.getString("event"),
                Outcome.valueOf(found.getString("outcome")),
                receipt == null
                        ? null
                        : new Receipt(
                                receipt.getString("sheet"),
                                receipt.getLong("revision"),
                                receipt.getString("digest"),
                                receipt.getDate("receivedAt").toInstant(),
                                proof(receipt.getString("proof"))),
                problem == null ? null : EventJson.mapper().readValue(problem, PROBLEM),
                found.getString("quarantine"));
    }
}
