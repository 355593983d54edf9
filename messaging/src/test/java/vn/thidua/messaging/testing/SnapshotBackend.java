package vn.thidua.messaging.testing;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.stream.Stream;

/**
 * The store in memory, answering with copies. The plain one answers with the documents themselves and encodes them
 * while other connections update them: now and then an answer is torn or never comes.
 */
final class SnapshotBackend extends AbstractMongoBackend {

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new SnapshotDatabase(name, getCursorRegistry());
    }

    private static final class SnapshotDatabase extends MemoryDatabase {

        private SnapshotDatabase(String name, CursorRegistry cursors) {
            super(name, cursors);
        }

        @Override
        protected MemoryCollection openOrCreateCollection(String name, CollectionOptions options) {
            return new SnapshotCollection(this, name, options, cursorRegistry);
        }
    }

    private static final class SnapshotCollection extends MemoryCollection {

        private boolean reading;

        private SnapshotCollection(
                MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
            super(database, name, options, cursors);
        }

        @Override
        public synchronized QueryResult handleQuery(QueryParameters query) {
            reading = true;
            try {
                return super.handleQuery(query);
            } finally {
                reading = false;
            }
        }

        /** Updates query too, and change what they find in place. */
        @Override
        protected QueryResult createQueryResult(List<Document> found, int batchSize) {
            return super.createQueryResult(
                    reading ? found.stream().map(Document::cloneDeeply).toList() : found, batchSize);
        }

        @Override
        public synchronized Stream<Document> handleQueryAsStream(Document query) {
            return super.handleQueryAsStream(query).map(Document::cloneDeeply).toList().stream();
        }

        @Override
        public synchronized Document findAndModify(Document query) {
            return super.findAndModify(query).cloneDeeply();
        }
    }
}
