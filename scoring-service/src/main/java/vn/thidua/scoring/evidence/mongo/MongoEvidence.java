package vn.thidua.scoring.evidence.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.stereotype.Repository;
import vn.thidua.messaging.AuthContext;
import vn.thidua.scoring.evidence.Evidence;
import vn.thidua.scoring.evidence.Evidence.Proof;
import vn.thidua.scoring.evidence.EvidenceStore;
import vn.thidua.scoring.evidence.FileType;

/**
 * Evidence in the collection {@code evidence}: {@code {_id: board/unit/id, of: board/unit, …}}; the content of files in
 * {@code evidence-files}: {@code {_id: sha256, content}}, which a store's limit on documents leaves room for.
 */
@Repository
public class MongoEvidence implements EvidenceStore {

    private final MongoCollection<Document> evidence;
    private final MongoCollection<Document> files;

    public MongoEvidence(MongoDatabase database) {
        evidence = database.getCollection("evidence");
        evidence.createIndex(new Document("of", 1));
        files = database.getCollection("evidence-files");
    }

    @Override
    public boolean add(Evidence added) {
        return insert(evidence, document(added));
    }

    @Override
    public void keep(String sha256, byte[] content) {
        if (files.find(new Document("_id", sha256))
                        .projection(new Document("_id", 1))
                        .first()
                == null) {
            insert(files, new Document("_id", sha256).append("content", new Binary(content)));
        }
    }

    private static boolean insert(MongoCollection<Document> collection, Document document) {
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

    @Override
    public Optional<Evidence> find(String board, String unit, String id) {
        return Optional.ofNullable(evidence.find(new Document("_id", board + "/" + unit + "/" + id))
                        .first())
                .map(MongoEvidence::evidence);
    }

    @Override
    public List<Evidence> of(String board, String unit) {
        var found = evidence.find(new Document("of", board + "/" + unit))
                .map(MongoEvidence::evidence)
                .into(new ArrayList<>());
        found.sort(Comparator.comparing(Evidence::addedAt).thenComparing(Evidence::id));
        return found;
    }

    @Override
    public Optional<byte[]> content(String sha256) {
        return Optional.ofNullable(files.find(new Document("_id", sha256)).first())
                .map(found -> found.get("content", Binary.class).getData());
    }

    private static Document document(Evidence of) {
        var document = new Document("_id", of.board() + "/" + of.unit() + "/" + of.id())
                .append("of", of.board() + "/" + of.unit())
                .append("id", of.id())
                .append("board", of.board())
                .append("unit", of.unit())
                .append("criterion", of.criterion())
                .append("note", of.note())
                .append("addedAt", Date.from(of.addedAt()))
                .append("late", of.late())
                .append("penalty", of.penalty())
                .append("by", of.by().toDocument());
        switch (of.proof()) {
            case Proof.Link(var address) -> document.append("link", address);
            case Proof.File(var name, var type, var size, var sha256) ->
                document.append(
                        "file",
                        new Document("name", name)
                                .append("type", type.name())
                                .append("size", size)
                                .append("sha256", sha256));
        }
        return document;
    }

    private static Evidence evidence(Document found) {
        var file = found.get("file", Document.class);
        return new Evidence(
                found.getString("id"),
                found.getString("board"),
                found.getString("unit"),
                found.getString("criterion"),
                file == null
                        ? new Proof.Link(found.getString("link"))
                        : new Proof.File(
                                file.getString("name"),
                                FileType.valueOf(file.getString("type")),
                                file.getLong("size"),
                                file.getString("sha256")),
                found.getString("note"),
                found.getDate("addedAt").toInstant(),
                found.getBoolean("late"),
                found.getString("penalty"),
                AuthContext.from(found.get("by", Document.class)));
    }
}
