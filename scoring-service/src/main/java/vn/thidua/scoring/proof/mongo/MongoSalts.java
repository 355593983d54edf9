package vn.thidua.scoring.proof.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
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
    public List<byte[]> of(String subject, int count) {
        var known = salts.find(new Document("_id", subject)).first();
        if (known != null) {
            return read(known);
        }
        var made = new ArrayList<Binary>(count);
        for (var i = 0; i < count; i++) {
            var salt = new byte[Commitment.SALT_LENGTH];
            random.nextBytes(salt);
            made.add(new Binary(salt));
        }
        var document = new Document("_id", subject).append("salts", made);
        try {
            salts.insertOne(document);
            return read(document);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return of(subject, count);
            }
            throw e;
        }
    }

    private static List<byte[]> read(Document document) {
        return document.getList("salts", Binary.class).stream()
                .map(Binary::getData)
                .toList();
    }
}
