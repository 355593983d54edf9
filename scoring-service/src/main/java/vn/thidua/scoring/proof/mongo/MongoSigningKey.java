package vn.thidua.scoring.proof.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import org.bson.Document;
import vn.thidua.proof.note.SigningKey;

/** The key that signs the logs where none is configured: made once, and kept with the data. */
public final class MongoSigningKey {

    public static final String COLLECTION = "signingKeys";

    private static final Document ONE = new Document("_id", "season-logs");

    private MongoSigningKey() {}

    /** The key of this database; of several instances that start at once, the first one's. */
    public static SigningKey of(String name, MongoDatabase database) {
        var keys = database.getCollection(COLLECTION);
        var known = keys.find(ONE).first();
        if (known == null) {
            var made = SigningKey.generate(name, new SecureRandom());
            try {
                keys.insertOne(new Document(ONE).append("pem", made.pem()));
                return made;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                return of(name, database);
            }
        }
        return SigningKey.ofPem(name, known.getString("pem"));
    }
}
