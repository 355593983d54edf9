package vn.thidua.proof.json;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes an object member by member; a {@code null} leaves its member out. */
public final class ObjectBuilder {

    private final Map<String, Json> members = new TreeMap<>();

    public ObjectBuilder with(String name, @Nullable String text) {
        if (text != null) {
            members.put(name, new Json.Str(text));
        }
        return this;
    }

    public ObjectBuilder with(String name, long number) {
        members.put(name, new Json.Num(number));
        return this;
    }

    public ObjectBuilder with(String name, @Nullable Integer number) {
        return number == null ? this : with(name, number.longValue());
    }

    public ObjectBuilder with(String name, @Nullable Json value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    public <T> ObjectBuilder with(String name, List<T> items, Function<T, Json> write) {
        members.put(name, new Json.Arr(items.stream().map(write).toList()));
        return this;
    }

    public ObjectBuilder with(String name, Map<String, Integer> numbers) {
        var values = new TreeMap<String, Json>();
        numbers.forEach((key, value) -> values.put(key, new Json.Num(value)));
        members.put(name, new Json.Obj(values));
        return this;
    }

    public Json.Obj build() {
        return new Json.Obj(members);
    }
}
