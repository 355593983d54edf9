package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose documents lie in one ordered map, by id.
 *
 * <p>A query is answered by the index that uses most of it; the query matcher then checks every document the index
 * delivered, and limits stay mongo-java-server's, as does sorting unless what is asked for is the order of the ids and
 * that is how the index delivers: then a page costs what it shows, however much lies behind it. Without a usable index
 * all documents are looked at, by id.
 */
final class StoreCollection extends AbstractSynchronizedMongoCollection<Key> {

    private final MVMap<Key, byte[]> documents;
    private final LongAdder examined;

    /** @param examined counts every document that had to be read and compared with a query */
    StoreCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            MVMap<Key, byte[]> documents,
            LongAdder examined) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.examined = examined;
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        var path = path(query);
        Stream<Document> candidates = path.map(found -> found.positions().get().map(this::getDocument))
                .orElseGet(() -> documents.entrySet().stream().map(entry -> StoredBytes.document(entry.getValue())));
        if (isNaturalDescending(orderBy)) {
            candidates = candidates.toList().reversed().stream();
        }
        boolean sorted = isById(orderBy) && path.map(AccessPath::byId).orElse(true);
        return matchDocumentsFromStream(
                candidates, query, sorted ? null : orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }

    @Override
    protected QueryResult createQueryResult(List<Document> documents, int batchSize) {
        int first = ReplyCursor.fitting(documents, batchSize);
        if (first == documents.size()) {
            return new QueryResult(documents);
        }
        return new QueryResult(documents.subList(0, first), createCursor(documents.subList(first, documents.size())));
    }

    @Override
    protected Cursor createCursor(List<Document> left) {
        Cursor cursor = new ReplyCursor(cursorRegistry.generateCursorId(), left);
        cursorRegistry.add(cursor);
        return cursor;
    }

    private static boolean isById(@Nullable Document orderBy) {
        return orderBy != null
                && orderBy.size() == 1
                && orderBy.get("_id") instanceof Number direction
                && direction.intValue() > 0;
    }

    private Optional<AccessPath> path(Document query) {
        var conditions = Conditions.of(query);
        return getIndexes().stream()
                .map(index -> index instanceof Access access ? access.path(conditions) : null)
                .filter(Objects::nonNull)
                .max(Comparator.comparingInt(AccessPath::selectivity));
    }

    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        examined.increment();
        return super.documentMatchesQuery(document, query);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        return queryDocuments(query, orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }

    @Override
    protected Stream<DocumentWithPosition<Key>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(StoredBytes.document(entry.getValue()), entry.getKey()));
    }

    @Override
    protected Document getDocument(Key position) {
        byte[] bytes = documents.get(position);
        if (bytes == null) {
            throw new NoSuchElementException("An index of %s knows a document that is not there".formatted(this));
        }
        return StoredBytes.document(bytes);
    }

    @Override
    protected Key addDocumentInternal(Document document) {
        String idField = getIdField();
        // Without ids (the list of indexes) a document is its own identity.
        Key position = KeyWriter.of(idField == null ? document : Utils.getSubdocumentValue(document, idField));
        documents.put(position, StoredBytes.of(document));
        return position;
    }

    @Override
    protected void handleUpdate(Key position, Document oldDocument, Document newDocument) {
        documents.put(position, StoredBytes.of(newDocument));
    }

    @Override
    protected void removeDocument(Key position) {
        documents.remove(position);
    }

    @Override
    public synchronized void addIndex(Index<Key> index) {
        try {
            super.addIndex(index);
        } catch (IndexBuildFailedException e) {
            // What was built so far must not pass for a finished index when it is asked for again.
            index.drop();
            throw e;
        }
    }

    @Override
    public synchronized void dropIndex(String indexName) {
        super.dropIndex(indexName);
    }

    @Override
    public synchronized int count(@Nullable Document query, int skip, int limit) {
        return super.count(query, skip, limit);
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    /** Sizes are not tracked: that would encode every document twice more for a number nobody reads. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected int getDataSize() {
        return 0;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // See tracksDataSize().
    }
}
