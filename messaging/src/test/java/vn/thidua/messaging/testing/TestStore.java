package vn.thidua.messaging.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.mongodb.MongoDBContainer;
import vn.thidua.embedded.store.EmbeddedStore;

/** Document stores for tests: one of each in a JVM, started at first use. Tests take their own database. */
public final class TestStore {

    private TestStore() {}

    /** The connection string of the embedded default, on a file of its own that goes with the JVM. */
    public static String embedded() {
        return Embedded.STORE.connectionString();
    }

    /** The connection string of a MongoDB replica set in a container. */
    public static String container() {
        return Container.MONGODB.getReplicaSetUrl("");
    }

    private static final class Embedded {

        private static final EmbeddedStore STORE = start();

        private static EmbeddedStore start() {
            try {
                var folder = Files.createTempDirectory("thidua-store");
                var store = EmbeddedStore.start(folder, 0);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(store, folder), "test-store-end"));
                return store;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void end(EmbeddedStore store, Path folder) {
            store.close();
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("The test store's folder stays: " + folder, e);
            }
        }
    }

    private static final class Container {

        private static final MongoDBContainer MONGODB = new MongoDBContainer("mongo:7.0").withReplicaSet();

        static {
            MONGODB.start();
        }
    }
}
