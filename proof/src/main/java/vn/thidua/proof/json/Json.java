package vn.thidua.proof.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON value. Numbers are whole, so that every value has exactly one canonical form. Immutable. */
public sealed interface Json {

    /** The largest whole number that every reader of JSON takes for the same: 2^53 − 1. */
    long LARGEST = (1L << 53) - 1;

    /** An object; its members are ordered by name, as UTF-16 code units compare. */
    record Obj(Map<String, Json> members) implements Json {

        public Obj {
            members = Collections.unmodifiableMap(new TreeMap<>(members));
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {

        public Arr {
            items = List.copyOf(items);
        }
    }

    /** A text. */
    record Str(String value) implements Json {}

    /** A whole number, at most {@link #LARGEST} in either direction. */
    record Num(long value) implements Json {

        /** @throws IllegalArgumentException when the number is larger */
        public Num {
            if (value > LARGEST || value < -LARGEST) {
                throw new IllegalArgumentException(value + " is too large for a number in JSON");
            }
        }
    }

    /** True or false. */
    record Bool(boolean value) implements Json {}

    /** Null. */
    enum Null implements Json {
        NULL
    }

    /**
     * The value that these bytes are, in any spelling.
     *
     * @throws NotJson when they are not UTF-8 or not JSON, name a member twice, contain half a character, a fraction or a
     *     number that is too large, or are nested too deeply
     */
    static Json read(byte[] utf8) {
        return new JsonReader(utf8).read();
    }

    /**
     * The value that these bytes are in their canonical form.
     *
     * @throws NotJson also when the same value would be written differently
     */
    static Json readCanonical(byte[] utf8) {
        var json = read(utf8);
        if (!Arrays.equals(utf8, json.canonical())) {
            throw new NotJson("is not in canonical form (RFC 8785)");
        }
        return json;
    }

    /** UTF-8 bytes in canonical form (RFC 8785). */
    default byte[] canonical() {
        return JsonWriter.write(this);
    }
}
