package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** The index over {@code _id}: the collection's documents themselves, which lie in the order of their ids. */
final class IdIndex extends Index<Key> implements Access {

    private static final String ID = "_id";

    private final MVMap<Key, byte[]> documents;

    IdIndex(String name, List<IndexKey> keys, MVMap<Key, byte[]> documents) {
        super(name, keys, false);
        this.documents = documents;
    }

    @Override
    public @Nullable AccessPath path(Conditions conditions) {
        List<Key> ids = conditions.equalTo(ID);
        if (ids != null) {
            return new AccessPath(
                    ids.size() == 1 ? AccessPath.EXACT : AccessPath.SOME_EXACT,
                    true,
                    () -> ids.stream().filter(documents::containsKey));
        }
        Range range = conditions.within(ID, false);
        if (range != null) {
            return new AccessPath(
                    range.bounded(),
                    true,
                    () -> KeyRange.of(documents, range.low(), range.high()).map(Map.Entry::getKey));
        }
        return null;
    }

    @Override
    public @Nullable Key getPosition(Document document) {
        Key id = KeyWriter.of(document.get(ID));
        return documents.containsKey(id) ? id : null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Key> collection) {
        if (getPosition(document) != null) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(document.get(ID)));
        }
    }

    @Override
    public void add(Document document, Key position, MongoCollection<Key> collection) {
        // The document is its own entry.
    }

    @Override
    public @Nullable Key remove(Document document) {
        return getPosition(document);
    }

    /** Refuses what could not be stored here, because this is asked before any index has changed. */
    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Key> collection) {
        StoredBytes.of(newDocument);
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Key position, MongoCollection<Key> collection) {
        // An id never changes.
    }

    @Override
    public boolean canHandle(Document query) {
        return path(Conditions.of(query)) != null;
    }

    @Override
    public Iterable<Key> getPositions(Document query) {
        AccessPath path = path(Conditions.of(query));
        return (path == null ? Stream.<Key>empty() : path.positions().get()).toList();
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void drop() {
        // Goes with the collection.
    }
}
