package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * An index over one or more fields, unique or not, kept in order.
 *
 * <p>It answers queries that fix its first field, or its first few, and that may give a range for the field after
 * those. Each entry's key is the fields' values followed, unless the index is unique, by the document's position; its
 * value is the position. A document with an array in an indexed field has an entry per element. A sparse index leaves
 * out documents that have none of its fields.
 */
final class OrderedIndex extends Index<Key> implements Access {

    /** Beyond this many combinations of {@code $in} values, fewer fields are used. */
    private static final int MOST_PREFIXES = 4_096;

    private static final String ID = "_id";

    /** Marks, below all real entries, that some document had several entries: kept so that a restart knows. */
    private static final Key SEVERAL = new Key(new byte[] {0});

    private static final Key NOTHING = new Key(new byte[0]);

    private final List<String> fields;
    private final boolean unique;
    private final boolean queryable;
    private final MVMap<Key, Key> entries;

    OrderedIndex(String name, List<IndexKey> keys, boolean unique, boolean sparse, MVMap<Key, Key> entries) {
        super(name, keys, sparse);
        this.fields = keys();
        this.unique = unique;
        this.queryable = fields.stream().noneMatch(FieldValues::namesPosition);
        this.entries = entries;
    }

    @Override
    public @Nullable AccessPath path(Conditions conditions) {
        if (!queryable) {
            return null;
        }
        boolean severalEntries = entries.containsKey(SEVERAL);
        List<Key> prefixes = List.of(NOTHING);
        boolean present = !isSparse();
        int fixed = 0;
        while (fixed < fields.size()) {
            List<Key> values = conditions.equalTo(fields.get(fixed));
            if (values == null || (long) prefixes.size() * values.size() > MOST_PREFIXES) {
                break;
            }
            prefixes = eachFollowedByEach(prefixes, values);
            present |= !Conditions.allowNull(values);
            fixed++;
        }
        Range range = fixed < fields.size() ? conditions.within(fields.get(fixed), severalEntries) : null;
        present |= range != null;
        if (!present || (fixed == 0 && range == null)) {
            return null;
        }
        return new AccessPath(
                selectivity(fixed, prefixes.size(), range),
                prefixes.size() == 1
                        && fixed < fields.size()
                        && fields.get(fixed).equals(ID),
                positions(prefixes, range, severalEntries || prefixes.size() > 1));
    }

    private int selectivity(int fixed, int prefixes, @Nullable Range range) {
        if (unique && fixed == fields.size()) {
            return prefixes == 1 ? AccessPath.EXACT : AccessPath.SOME_EXACT;
        }
        return 3 * fixed + (range == null ? 0 : range.bounded());
    }

    private Supplier<Stream<Key>> positions(List<Key> prefixes, @Nullable Range range, boolean repeated) {
        return () -> {
            Stream<Key> found = prefixes.stream()
                    .flatMap(prefix -> range == null
                            ? KeyRange.of(entries, prefix, prefix)
                            : KeyRange.of(entries, prefix.append(range.low()), prefix.append(range.high())))
                    .map(Map.Entry::getValue);
            return repeated ? found.distinct() : found;
        };
    }

    private static List<Key> eachFollowedByEach(Collection<Key> heads, Collection<Key> tails) {
        return heads.stream().flatMap(head -> tails.stream().map(head::append)).toList();
    }

    /** The keys of a document's entries, without its position. */
    private Set<Key> valueKeys(Document document) {
        var keys = Set.of(NOTHING);
        boolean present = false;
        for (String field : fields) {
            var values = new HashSet<Key>();
            for (Object value : FieldValues.at(document, field)) {
                present |= !(value instanceof Missing);
                values.add(KeyWriter.of(value));
            }
            keys = new LinkedHashSet<>(eachFollowedByEach(keys, values));
        }
        return isSparse() && !present ? Set.of() : keys;
    }

    private Key entry(Key valueKey, Key position) {
        return unique ? valueKey : valueKey.append(position);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Key> collection) {
        checkFree(document, NOTHING, collection);
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Key> collection) {
        checkFree(newDocument, positionOf(oldDocument), collection);
    }

    private void checkFree(Document document, Key position, MongoCollection<Key> collection) {
        if (unique && valueKeys(document).stream().anyMatch(key -> isHeldByAnother(key, position))) {
            throw new DuplicateKeyError(this, collection, getKeys(), shownValues(document));
        }
    }

    private boolean isHeldByAnother(Key key, Key position) {
        Key holder = entries.get(key);
        return holder != null && !holder.equals(position);
    }

    private KeyValue shownValues(Document document) {
        var values = new ArrayList<@Nullable Object>();
        fields.forEach(field -> values.add(FieldValues.at(document, field).getFirst()));
        return new KeyValue(values).normalized();
    }

    @Override
    public void add(Document document, Key position, MongoCollection<Key> collection) {
        checkFree(document, position, collection);
        put(valueKeys(document), position);
    }

    private void put(Set<Key> keys, Key position) {
        if (keys.size() > 1) {
            entries.putIfAbsent(SEVERAL, NOTHING);
        }
        keys.forEach(key -> entries.put(entry(key, position), position));
    }

    @Override
    public @Nullable Key remove(Document document) {
        Key position = positionOf(document);
        Set<Key> keys = valueKeys(document);
        keys.forEach(key -> entries.remove(entry(key, position)));
        return position;
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Key position, MongoCollection<Key> collection) {
        Set<Key> before = valueKeys(oldDocument);
        Set<Key> after = valueKeys(newDocument);
        if (!before.equals(after)) {
            before.stream().filter(key -> !after.contains(key)).forEach(key -> entries.remove(entry(key, position)));
            put(after, position);
        }
    }

    private static Key positionOf(Document document) {
        return KeyWriter.of(document.get("_id"));
    }

    /** Left to the index over {@code _id}, which every indexed collection has. */
    @Override
    public @Nullable Key getPosition(Document document) {
        return null;
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
        return entries.sizeAsLong() - (entries.containsKey(SEVERAL) ? 1 : 0);
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof OrderedIndex index
                && index.fields.equals(fields)
                && index.unique == unique
                && index.isSparse() == isSparse();
    }

    @Override
    public void drop() {
        entries.clear();
    }
}
