package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Unchangeable copies of what must be there; what is not is named in the {@link NullPointerException}. */
final class Required {

    private Required() {}

    static <T> List<T> list(List<T> values, String name) {
        requireNonNull(values, name);
        var index = 0;
        for (var value : values) {
            requireNonNull(value, name + "/" + index++);
        }
        return List.copyOf(values);
    }

    /** The same for what may be absent. */
    static <T> @Nullable List<T> orAbsent(@Nullable List<T> values, String name) {
        return values == null ? null : list(values, name);
    }

    static <V> Map<String, V> sortedMap(Map<String, V> values, String name) {
        requireNonNull(values, name);
        values.forEach((key, value) -> requireNonNull(value, name + "/" + key));
        return Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
