package vn.thidua.proof.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object, asked for by name and type. What is missing or of another type is a {@link NotJson} that
 * names it as a JSON pointer; members that nobody asks for are left alone, so that newer writers may add optional ones.
 */
public final class Fields {

    private final String pointer;
    private final Map<String, Json> members;

    private Fields(String pointer, Map<String, Json> members) {
        this.pointer = pointer;
        this.members = members;
    }

    /** @throws NotJson when the value is not an object */
    public static Fields of(Json json) {
        return of("", json);
    }

    private static Fields of(String pointer, Json json) {
        if (json instanceof Json.Obj object) {
            return new Fields(pointer, object.members());
        }
        throw new NotJson((pointer.isEmpty() ? "it" : pointer) + " is not an object");
    }

    /** A text that must be there. */
    public String text(String name) {
        return text(pointer(name), required(name));
    }

    /** A text that may be absent, but not null. */
    public @Nullable String optionalText(String name) {
        var value = members.get(name);
        return value == null ? null : text(pointer(name), value);
    }

    /** A whole number that must be there. */
    public long number(String name) {
        return number(pointer(name), required(name));
    }

    /** A whole number that must be there and fit an {@code int}. */
    public int integer(String name) {
        return integer(pointer(name), required(name));
    }

    /** A whole number that may be absent, but not null. */
    public @Nullable Integer optionalInteger(String name) {
        var value = members.get(name);
        return value == null ? null : (Integer) integer(pointer(name), value);
    }

    /** An object that may be absent, but not null, as it is. */
    public Json.@Nullable Obj optionalObject(String name) {
        return switch (members.get(name)) {
            case null -> null;
            case Json.Obj object -> object;
            default -> throw new NotJson(pointer(name) + " is not an object");
        };
    }

    /** An object that must be there. */
    public Fields object(String name) {
        return of(pointer(name), required(name));
    }

    /** An array of objects that must be there. */
    public <T> List<T> objects(String name, Function<Fields, T> read) {
        var items = new ArrayList<T>();
        for (var item : array(name)) {
            items.add(read.apply(of(pointer(name) + "/" + items.size(), item)));
        }
        return items;
    }

    /** An array of texts that must be there. */
    public List<String> texts(String name) {
        var items = new ArrayList<String>();
        for (var item : array(name)) {
            items.add(text(pointer(name) + "/" + items.size(), item));
        }
        return items;
    }

    /** An object that must be there, with nothing but whole numbers. */
    public Map<String, Integer> integers(String name) {
        var object = object(name);
        var integers = new TreeMap<String, Integer>();
        object.members.forEach((key, value) -> integers.put(key, integer(object.pointer(key), value)));
        return integers;
    }

    /** What {@code parse} makes of a text; what it throws is named with the member. */
    public <T> T parsed(String name, Function<String, T> parse) {
        return parsed(name, text(name), parse);
    }

    /** Likewise, of a text that may be absent. */
    public <T> Optional<T> optionalParsed(String name, Function<String, T> parse) {
        return Optional.ofNullable(optionalText(name)).map(text -> parsed(name, text, parse));
    }

    private <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (RuntimeException e) {
            throw (NotJson) new NotJson(pointer(name) + ": " + e.getMessage()).initCause(e);
        }
    }

    private List<Json> array(String name) {
        if (required(name) instanceof Json.Arr array) {
            return array.items();
        }
        throw new NotJson(pointer(name) + " is not an array");
    }

    private Json required(String name) {
        var value = members.get(name);
        if (value == null) {
            throw new NotJson(pointer(name) + " is missing");
        }
        return value;
    }

    private static String text(String pointer, Json json) {
        if (json instanceof Json.Str text) {
            return text.value();
        }
        throw new NotJson(pointer + " is not a text");
    }

    private static long number(String pointer, Json json) {
        if (json instanceof Json.Num number) {
            return number.value();
        }
        throw new NotJson(pointer + " is not a number");
    }

    private static int integer(String pointer, Json json) {
        var value = number(pointer, json);
        if (value != (int) value) {
            throw new NotJson(pointer + " is too large");
        }
        return (int) value;
    }

    private String pointer(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
