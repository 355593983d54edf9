package vn.thidua.embedded.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values so that comparing the bytes compares the values, and so that two values the query language calls equal
 * (1, 1L and 1.0; null and missing) give the same bytes.
 *
 * <p>Each value starts with a tag for its kind, in the order MongoDB sorts kinds, and ends where no longer value can be
 * confused with it: so keys of several fields are their values' bytes one after the other, and all keys that begin with
 * the same values lie together.
 */
final class KeyWriter {

    private static final int MIN = 0x01;
    private static final int NULL = 0x08;
    private static final int NUMBER = 0x10;
    private static final int TEXT = 0x18;
    private static final int DOCUMENT = 0x20;
    private static final int LIST = 0x28;
    private static final int BINARY = 0x30;
    private static final int OLD_UUID = 0x38;
    private static final int NEW_UUID = 0x39;
    private static final int OBJECT_ID = 0x40;
    private static final int BOOLEAN = 0x48;
    private static final int INSTANT = 0x50;
    private static final int TIMESTAMP = 0x58;
    private static final int REGEX = 0x60;
    private static final int CODE = 0x68;
    private static final int MAX = 0x70;

    private static final int END = 0x00;
    private static final int MORE = 0x01;

    private static final int BAD_VALUE = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(48);

    private KeyWriter() {}

    static Key of(@Nullable Object value) {
        var writer = new KeyWriter();
        writer.value(value);
        return writer.key();
    }

    /** Below every key of a value of the same kind as this one, above every key of a lower kind. */
    static Key beforeKindOf(Object value) {
        var writer = new KeyWriter();
        writer.out.write(tag(value));
        return writer.key();
    }

    /** Above every key of a value of the same kind as this one, below every key of a higher kind. */
    static Key afterKindOf(Object value) {
        var writer = new KeyWriter();
        writer.out.write(tag(value) + 1);
        return writer.key();
    }

    private Key key() {
        return new Key(out.toByteArray());
    }

    private static int tag(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Missing _ -> NULL;
            case MinKey _ -> MIN;
            case Number _ -> NUMBER;
            case String _ -> TEXT;
            case Map<?, ?> _ -> DOCUMENT;
            case Collection<?> _ -> LIST;
            case BinData _ -> BINARY;
            case LegacyUUID _ -> OLD_UUID;
            case UUID _ -> NEW_UUID;
            case ObjectId _ -> OBJECT_ID;
            case Boolean _ -> BOOLEAN;
            case Instant _ -> INSTANT;
            case BsonTimestamp _ -> TIMESTAMP;
            case BsonRegularExpression _ -> REGEX;
            case BsonJavaScript _ -> CODE;
            case MaxKey _ -> MAX;
            default -> throw new MongoServerError(BAD_VALUE, "BadValue", "can't index a " + value.getClass());
        };
    }

    private void value(@Nullable Object value) {
        out.write(tag(value));
        switch (value) {
            case null -> {}
            case Number number -> number(number);
            case String text -> text(text);
            case Map<?, ?> map -> {
                map.forEach((name, inner) -> {
                    out.write(MORE);
                    text((String) name);
                    value(inner);
                });
                out.write(END);
            }
            case Collection<?> list -> {
                list.forEach(inner -> {
                    out.write(MORE);
                    value(inner);
                });
                out.write(END);
            }
            case BinData binary -> {
                bits(binary.getData().length, Integer.BYTES);
                out.writeBytes(binary.getData());
            }
            case LegacyUUID uuid -> uuid(uuid.getUuid());
            case UUID uuid -> uuid(uuid);
            case ObjectId id -> out.writeBytes(id.toByteArray());
            case Boolean bool -> out.write(bool ? 1 : 0);
            case Instant instant -> signed(instant.toEpochMilli());
            case BsonTimestamp timestamp -> bits(timestamp.getValue(), Long.BYTES);
            case BsonRegularExpression regex -> {
                text(regex.getPattern());
                text(String.valueOf(regex.getOptions()));
            }
            case BsonJavaScript code -> text(code.getCode());
            default -> {}
        }
    }

    /** As a double, the way the query language compares numbers, then what a long has beyond a double's precision. */
    private void number(Number number) {
        double rounded = number.doubleValue();
        long rest = number instanceof Long exact ? exact - (long) rounded : 0;
        long raw = Double.doubleToLongBits(rounded == 0 ? 0.0 : rounded);
        bits(raw >= 0 ? raw ^ Long.MIN_VALUE : ~raw, Long.BYTES);
        signed(rest);
    }

    /** Each UTF-16 unit for itself, because Java and the query language order strings by units, not by code points. */
    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                out.write(END);
                out.write(0xFF);
            } else if (unit < 0x80) {
                out.write(unit);
            } else if (unit < 0x800) {
                out.write(0xC0 | (unit >> 6));
                out.write(0x80 | (unit & 0x3F));
            } else {
                out.write(0xE0 | (unit >> 12));
                out.write(0x80 | ((unit >> 6) & 0x3F));
                out.write(0x80 | (unit & 0x3F));
            }
        }
        out.write(END);
        out.write(MORE);
    }

    private void uuid(UUID uuid) {
        bits(uuid.getMostSignificantBits(), Long.BYTES);
        bits(uuid.getLeastSignificantBits(), Long.BYTES);
    }

    private void signed(long value) {
        bits(value ^ Long.MIN_VALUE, Long.BYTES);
    }

    private void bits(long value, int bytes) {
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (value >>> shift));
        }
    }
}
