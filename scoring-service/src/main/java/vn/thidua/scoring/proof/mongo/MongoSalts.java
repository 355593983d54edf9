package vn.thidua.scoring.proof.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.springframework.stereotype.Repository;
import vn.thidua.proof.entry.Commitment;
import vn.thidua.scoring.proof.Salts;

/** Salts in the collection {@value #COLLECTION}: {@code {_id: subject, salts}}, written once. */
@Repository
public class MongoSalts implements Salts {

    public static final String COLLECTION = "salts";

    private final MongoCollection<Document> salts;
    private final SecureRandom random = new SecureRandom();

    public MongoSalts(MongoDatabase database) {
        salts = database.getCollection(COLLECTION);
    }

    @Override
    public Map<String, List<byte[]>> of(Map<String, Integer> counts) {
        var known = find(counts.keySet());
        var missing = new HashMap<>(counts);
        missing.keySet().removeAll(known.keySet());
        if (!missing.isEmpty()) {
            var made = missing.entrySet().stream()
                    .map(of -> made(of.getKey(), of.getValue()))
                    .toList();
            // Of two who made some at once, those of the first count.
            known.putAll(inserted(made) ? salts(made) : find(missing.keySet()));
        }
        return known;
    }

    private Map<String, List<byte[]>> find(Collection<String> subjects) {
        return salts(salts.find(new Document("_id", new Document("$in", List.copyOf(subjects)))));
    }

    private static Map<String, List<byte[]>> salts(Iterable<Document> documents) {
        var salts = new HashMap<String, List<byte[]>>();
        for (var document : documents) {
            var of = document.getList("salts", Binary.class);
            salts.put(
                    document.getString("_id"), of.stream().map(Binary::getData).toList());
        }
        return salts;
    }

    private Document made(String subject, int count) {
        var made = new ArrayList<Binary>(count);
        for (var i = 0; i < count; i++) {
            var salt = new byte[Commitment.SALT_LENGTH];
            random.nextBytes(salt);
            made.add(new Binary(salt));
        }
        return new Document("_id", subject).append("salts", made);
    }

    /** @return whether all were; whatever is not there already is, in any case */
    private boolean inserted(List<Document> made) {
        try {
            salts.insertMany(made, new InsertManyOptions().ordered(false));
            return true;
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)) {
                throw e;
            }
            return false;
        }
    }
}
