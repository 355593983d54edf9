package vn.thidua.embedded.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Path;
import org.bson.Document;

/**
 * A process of its own that writes until it is killed, and says on its standard output what was acknowledged, one line
 * per sheet: its id and the version that is certainly stored.
 */
final class AcknowledgingWriter {

    static final int WRITERS = 8;
    static final int SHEETS_EACH = 40;

    /** Begins each line that is an acknowledgement and not, say, a warning of some library. */
    static final String MARK = "acknowledged ";

    /** Said before a sheet is taken away for a moment. */
    static final int MAYBE_GONE = -1;

    private AcknowledgingWriter() {}

    public static void main(String... arguments) {
        var store = EmbeddedStore.start(Path.of(arguments[0]), 0);
        var client = MongoClients.create(store.connectionString());
        var sheets = client.getDatabase("scoring").getCollection("sheets");
        sheets.createIndex(ascending("board", "version"));
        sheets.createIndex(ascending("_id", "version"), new IndexOptions().unique(true));
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = "writer-" + writer;
            Thread.ofPlatform().start(() -> {
                for (int step = 0; ; step++) {
                    String id = name + "-" + step % SHEETS_EACH;
                    int version = step / SHEETS_EACH;
                    if (version == 0) {
                        sheets.insertOne(new Document("_id", id)
                                .append("board", name)
                                .append("version", 0)
                                .append("receipt", 0)
                                .append("marks", "9".repeat(800)));
                    } else if (step % 10 == 0) {
                        acknowledged(id, MAYBE_GONE);
                        sheets.deleteOne(eq("_id", id));
                        sheets.insertOne(new Document("_id", id)
                                .append("board", name)
                                .append("version", version)
                                .append("receipt", version));
                    } else {
                        sheets.updateOne(
                                new Document("_id", id).append("version", version - 1),
                                combine(inc("version", 1), set("receipt", version)));
                    }
                    acknowledged(id, version);
                }
            });
        }
    }

    private static synchronized void acknowledged(String id, int version) {
        System.out.println(MARK + id + " " + version);
        System.out.flush();
    }
}
