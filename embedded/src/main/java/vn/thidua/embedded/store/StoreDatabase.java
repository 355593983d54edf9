package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;

/** A database whose collections and indexes are maps of one file store. */
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Key> {

    private static final String DOCUMENTS = "documents/";
    private static final String ENTRIES = "entries/";

    private final MVStore file;
    private final LongAdder examined;

    StoreDatabase(String name, CursorRegistry cursors, MVStore file, LongAdder examined) {
        super(name, cursors);
        this.file = file;
        this.examined = examined;
        initializeNamespacesAndIndexes();
    }

    /** The databases that have something in this file. */
    static List<String> names(MVStore file) {
        return file.getMapNames().stream()
                .filter(name -> name.startsWith(DOCUMENTS))
                .map(name -> Utils.getDatabaseNameFromFullName(name.substring(DOCUMENTS.length())))
                .distinct()
                .toList();
    }

    /** Lets an index answer the {@code $match} a pipeline begins with; mongo-java-server would read all documents. */
    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        if (command.equalsIgnoreCase("aggregate")
                && query.get("pipeline") instanceof List<?> pipeline
                && !pipeline.isEmpty()
                && pipeline.getFirst() instanceof Document first
                && first.size() == 1
                && first.get("$match") instanceof Document match
                && query.get("aggregate") instanceof String collectionName) {
            MongoCollection<Key> collection = resolveCollection(collectionName, false);
            if (collection != null) {
                List<?> rest = pipeline.subList(1, pipeline.size());
                var aggregation = Aggregation.fromPipeline(rest, databases, this, collection, oplog);
                aggregation.validate(query);
                List<Document> results = aggregation.runStages(collection.handleQueryAsStream(match));
                var cursor = new Document("id", 0L)
                        .append("ns", collection.getFullName())
                        .append("firstBatch", results);
                var reply = new Document("cursor", cursor);
                Utils.markOkay(reply);
                return reply;
            }
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    @Override
    protected MongoCollection<Key> openOrCreateCollection(String collectionName, CollectionOptions options) {
        return new StoreCollection(this, collectionName, options, cursorRegistry, documents(collectionName), examined);
    }

    @Override
    protected Index<Key> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        if (keys.size() == 1 && keys.getFirst().getKey().equals("_id")) {
            return new IdIndex(indexName, keys, documents(collectionName));
        }
        return new OrderedIndex(indexName, keys, true, sparse, entries(collectionName, indexName));
    }

    @Override
    protected Index<Key> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(indexName, keys, false, sparse, entries(collectionName, indexName));
    }

    private MVMap<Key, byte[]> documents(String collectionName) {
        return map(documentsName(collectionName), ByteArrayDataType.INSTANCE);
    }

    private MVMap<Key, Key> entries(String collectionName, String indexName) {
        return map(entriesName(collectionName, indexName), Key.TYPE);
    }

    private <V> MVMap<Key, V> map(String name, DataType<V> valueType) {
        return file.openMap(name, new MVMap.Builder<Key, V>().keyType(Key.TYPE).valueType(valueType));
    }

    private String documentsName(String collectionName) {
        return DOCUMENTS + getFullCollectionNamespace(collectionName);
    }

    private String entriesName(String collectionName, String indexName) {
        return ENTRIES + getFullCollectionNamespace(collectionName) + "/" + indexName;
    }

    @Override
    protected void dropIndex(MongoCollection<Key> collection, String indexName) {
        super.dropIndex(collection, indexName);
        remove(entriesName(collection.getCollectionName(), indexName));
    }

    @Override
    public void dropCollection(String collectionName, Oplog oplog) {
        super.dropCollection(collectionName, oplog);
        remove(documentsName(collectionName));
    }

    @Override
    public void drop(Oplog oplog) {
        super.drop(oplog);
        file.getMapNames().stream()
                .filter(name -> name.startsWith(DOCUMENTS + getDatabaseName() + ".")
                        || name.startsWith(ENTRIES + getDatabaseName() + "."))
                .toList()
                .forEach(this::remove);
    }

    private void remove(String mapName) {
        if (file.hasMap(mapName)) {
            file.removeMap(mapName);
        }
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
        String oldName = collection.getCollectionName();
        if (!(from instanceof StoreDatabase source)) {
            throw new IllegalArgumentException("Not a database of this store: " + from);
        }
        file.renameMap(source.documents(oldName), documentsName(newName));
        for (Index<?> index : collection.getIndexes()) {
            String entries = source.entriesName(oldName, index.getName());
            if (file.hasMap(entries)) {
                file.renameMap(source.entries(oldName, index.getName()), entriesName(newName, index.getName()));
            }
        }
        super.moveCollection(from, collection, newName);
    }

    @Override
    protected long getFileSize() {
        return file.getFileStore() == null ? 0 : file.getFileStore().size();
    }

    @Override
    protected long getStorageSize() {
        return getFileSize();
    }
}
