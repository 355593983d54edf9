package vn.thidua.embedded.store;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** The entries of an ordered map from a key on, for as long as their keys stay below or begin with another. */
final class KeyRange<V> implements Iterator<Map.Entry<Key, V>> {

    private final Cursor<Key, V> cursor;
    private final Key last;
    private Map.@Nullable Entry<Key, V> ahead;

    private KeyRange(MVMap<Key, V> map, Key first, Key last) {
        this.cursor = map.cursor(first);
        this.last = last;
        advance();
    }

    static <V> Stream<Map.Entry<Key, V>> of(MVMap<Key, V> map, Key first, Key last) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new KeyRange<>(map, first, last), Spliterator.ORDERED), false);
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public Map.Entry<Key, V> next() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        var entry = ahead;
        advance();
        return entry;
    }

    private void advance() {
        ahead = null;
        if (cursor.hasNext()) {
            Key key = cursor.next();
            if (key.compareTo(last) <= 0 || key.startsWith(last)) {
                ahead = Map.entry(key, cursor.getValue());
            }
        }
    }
}
