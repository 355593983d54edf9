package vn.thidua.messaging.testing;

import de.bwaldvogel.mongo.MongoServer;
import org.testcontainers.mongodb.MongoDBContainer;

/** Document stores for tests: one of each in a JVM, started at first use. Tests take their own database. */
public final class TestStore {

    private TestStore() {}

    /** The connection string of a store in memory; the embedded default shares its protocol and query language. */
    public static String embedded() {
        return Embedded.URI;
    }

    /** The connection string of a MongoDB replica set in a container. */
    public static String container() {
        return Container.MONGODB.getReplicaSetUrl("");
    }

    private static final class Embedded {

        private static final String URI = new MongoServer(new SnapshotBackend()).bindAndGetConnectionString();
    }

    private static final class Container {

        private static final MongoDBContainer MONGODB = new MongoDBContainer("mongo:7.0").withReplicaSet();

        static {
            MONGODB.start();
        }
    }
}
