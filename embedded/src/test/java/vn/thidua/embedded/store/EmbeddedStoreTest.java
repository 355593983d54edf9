package vn.thidua.embedded.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.embedded.loopback.Loopback;
import vn.thidua.embedded.loopback.PortTakenException;

class EmbeddedStoreTest {

    @TempDir
    Path folder;

    @Test
    void aRestartKeepsDocumentsAndIndexes() {
        inStore(sheets -> {
            sheets.createIndex(ascending("board", "unit"), new IndexOptions().unique(true));
            sheets.insertOne(sheet("1", "cum-1", "dong-da"));
        });

        inStore(sheets -> {
            assertThat(sheets.find()).containsExactly(sheet("1", "cum-1", "dong-da"));
            assertThat(sheets.listIndexes()).hasSize(2);
            assertThatThrownBy(() -> sheets.insertOne(sheet("2", "cum-1", "dong-da")))
                    .isInstanceOf(MongoWriteException.class)
                    .hasMessageContaining("E11000")
                    .hasMessageContaining("dong-da");
        });
    }

    @Test
    void aDroppedCollectionIsGoneWithItsIndexes() {
        inStore(sheets -> {
            sheets.createIndex(ascending("board"), new IndexOptions().unique(true));
            sheets.insertOne(sheet("1", "cum-1", "dong-da"));
            sheets.drop();
            sheets.createIndex(ascending("board"), new IndexOptions().unique(true));
            sheets.insertOne(sheet("2", "cum-1", "ba-dinh"));
        });

        inStore(sheets ->
                assertThat(sheets.find(eq("board", "cum-1"))).extracting("_id").containsExactly("2"));
    }

    @Test
    void aResultLargerThanAnyReplyComesInSeveral() {
        var large = "x".repeat(1 << 20);
        var ids = IntStream.range(100, 170).boxed().toList();
        inStore(sheets -> {
            for (var id : ids) {
                sheets.insertOne(new Document("_id", id).append("note", large));
            }
            for (var atOnce : List.of(0, 5, 1_000)) {
                assertThat(sheets.find().batchSize(atOnce).map(sheet -> sheet.getInteger("_id")))
                        .as("%d at once", atOnce)
                        .containsExactlyElementsOf(ids);
            }
        });
    }

    @Test
    void aUniqueIndexIsRefusedForWhatIsNotUnique() {
        inStore(sheets -> {
            sheets.insertMany(List.of(sheet("1", "cum-1", "ba-dinh"), sheet("2", "cum-1", "dong-da")));
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> sheets.createIndex(ascending("board"), new IndexOptions().unique(true)))
                        .hasMessageContaining("duplicate key");
            }
            sheets.deleteOne(eq("_id", "2"));
            sheets.createIndex(ascending("board"), new IndexOptions().unique(true));
            assertThat(sheets.find(eq("board", "cum-1"))).hasSize(1);
        });
    }

    @Test
    void ofTwoWritersWhoSawTheSameVersionOneIsToldNo() throws Exception {
        int writers = 8;
        int each = 50;
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.connectionString());
                var threads = Executors.newFixedThreadPool(writers)) {
            var sheets = sheets(client);
            sheets.insertOne(new Document("_id", "board").append("version", 0));

            allOf(threads, writers, () -> {
                for (int done = 0; done < each; ) {
                    int seen = sheets.find(eq("_id", "board")).first().getInteger("version");
                    done += (int)
                            sheets.updateOne(new Document("_id", "board").append("version", seen), inc("version", 1))
                                    .getMatchedCount();
                }
                return null;
            });

            assertThat(sheets.find().first().getInteger("version")).isEqualTo(writers * each);
        }
    }

    @Test
    void aReaderNeverSeesHalfOfAnUpdate() throws Exception {
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.connectionString());
                var threads = Executors.newSingleThreadExecutor()) {
            var sheets = sheets(client);
            sheets.insertOne(new Document("_id", "sheet").append("total", 0).append("receipt", 0));
            var done = new AtomicBoolean();
            Future<?> writer = threads.submit(() -> {
                for (int i = 1; i <= 500; i++) {
                    sheets.updateOne(eq("_id", "sheet"), combine(inc("total", 1), inc("receipt", 1)));
                }
                done.set(true);
            });

            while (!done.get() && !writer.isDone()) {
                Document sheet = sheets.find().first();
                assertThat(sheet.getInteger("total")).isEqualTo(sheet.getInteger("receipt"));
            }
            writer.get();
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var other = new ServerSocket()) {
            other.bind(Loopback.address(0));
            assertThatThrownBy(() -> EmbeddedStore.start(folder, other.getLocalPort()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(String.valueOf(other.getLocalPort()))
                    .hasMessageContaining("store");
        }
    }

    @Test
    void aFolderInUseIsNamed() {
        try (var store = EmbeddedStore.start(folder, 0)) {
            assertThat(store.port()).isPositive();
            assertThatThrownBy(() -> EmbeddedStore.start(folder, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        var store = EmbeddedStore.start(folder, 0);
        store.close();
        store.close();
    }

    private void inStore(Consumer<MongoCollection<Document>> work) {
        try (var store = EmbeddedStore.start(folder, 0);
                var client = MongoClients.create(store.connectionString())) {
            work.accept(sheets(client));
        }
    }

    private static MongoCollection<Document> sheets(MongoClient client) {
        return client.getDatabase("scoring").getCollection("sheets");
    }

    private static Document sheet(String id, String board, String unit) {
        return new Document("_id", id).append("board", board).append("unit", unit);
    }

    private static void allOf(ExecutorService threads, int copies, Callable<Void> work) throws Exception {
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < copies; i++) {
            running.add(threads.submit(work));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }
}
