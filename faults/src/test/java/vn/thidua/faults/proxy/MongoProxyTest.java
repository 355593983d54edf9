package vn.thidua.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.embedded.store.EmbeddedStore;
import vn.thidua.faults.proxy.MongoProxy.Catch;

@Timeout(60)
@SuppressWarnings("NullAway.Init")
class MongoProxyTest {

    @TempDir
    private Path folder;

    private EmbeddedStore store;
    private MongoProxy proxy;
    private MongoClient client;
    private MongoCollection<Document> direct;
    private MongoCollection<Document> sheets;
    private MongoClient past;

    @BeforeEach
    void start() throws IOException {
        store = EmbeddedStore.start(folder, 0);
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        proxy = new MongoProxy(port, store.port());
        client = MongoClients.create("mongodb://127.0.0.1:" + port);
        sheets = client.getDatabase("scoring").getCollection("sheets");
        past = MongoClients.create(store.connectionString());
        direct = past.getDatabase("scoring").getCollection("sheets");
    }

    @AfterEach
    void close() {
        client.close();
        past.close();
        proxy.close();
        store.close();
    }

    @Test
    void aWriteThatIsCutBeforeTheStoreIsNotThere() {
        var trap = proxy.trap(Catch.CUT_BEFORE, "sheets", "marks");

        sheets.insertOne(new Document("_id", "other"));
        assertThatThrownBy(() -> sheets.insertOne(new Document("_id", "one").append("marks", 1)))
                .isInstanceOf(MongoException.class);

        assertThat(trap.caught()).isCompleted();
        assertThat(direct.countDocuments()).isOne();
        sheets.insertOne(new Document("_id", "one").append("marks", 1));
        assertThat(direct.countDocuments()).isEqualTo(2);
    }

    @Test
    void aWriteThatIsCutAfterTheStoreIsThereAndUnanswered() {
        proxy.trap(Catch.CUT_AFTER, "sheets", "");

        assertThatThrownBy(() -> sheets.insertOne(new Document("_id", "one"))).isInstanceOf(MongoException.class);

        assertThat(direct.countDocuments()).isOne();
    }

    @Test
    void aWriteThatIsHeldComesWhenItIsReleased() {
        var trap = proxy.trap(Catch.HOLD, "sheets", "");
        var written = CompletableFuture.runAsync(() -> sheets.insertOne(new Document("_id", "one")));

        trap.caught().join();
        assertThat(direct.countDocuments()).isZero();
        trap.release();
        written.join();

        assertThat(direct.countDocuments()).isOne();
    }
}
