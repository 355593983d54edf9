package vn.thidua.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the data of events. Strict about what it reads (other encodings than UTF-8, duplicate keys, trailing content, numbers with a
 * fraction where points are whole hundredths, missing or null required fields are errors), lenient about what is new
 * (unknown fields are ignored, so that a newer writer may add them). Thread-safe.
 */
public final class EventJson {

    /** Twice as deep as anything in the contract. */
    private static final int DEEPEST = 32;

    private static final int LONGEST_NUMBER = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .inputDecorator(new OnlyUtf8())
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addModule(new StrictScalars())
            .build();

    private EventJson() {}

    /** The mapper with these rules, for what travels beside the events. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The data of an event as UTF-8 JSON. */
    public static byte[] write(Event event) {
        return MAPPER.writeValueAsBytes(event);
    }

    /**
     * The event of this type from its data.
     *
     * @throws UnreadableEvent when the type is not part of the contract or the data is not valid for it
     */
    public static Event read(String type, byte[] data) {
        var known = EventType.named(type)
                .orElseThrow(() -> new UnreadableEvent(UnreadableEvent.Reason.UNKNOWN_TYPE, "unknown type " + type));
        return read(known.record(), data);
    }

    /**
     * The value from its data.
     *
     * @throws UnreadableEvent when the data is not valid for it; says where, as a JSON pointer
     */
    public static <T> T read(Class<T> type, byte[] data) {
        T value;
        try {
            value = MAPPER.readValue(data, type);
        } catch (DatabindException e) {
            throw unreadable(mismatch(e));
        } catch (JacksonException e) {
            throw unreadable(malformed(e));
        }
        if (value == null) {
            throw unreadable("the data is null");
        }
        return value;
    }

    private static UnreadableEvent unreadable(String detail) {
        return new UnreadableEvent(UnreadableEvent.Reason.INVALID_DATA, detail);
    }

    /** JSON, but not of this type: which field is it, and what is wrong with it. */
    private static String mismatch(DatabindException e) {
        var pointer = pointer(e.getPath());
        // The records' constructors name what they require and do not get.
        if (e instanceof ValueInstantiationException && e.getCause() instanceof NullPointerException missing) {
            return pointer + "/" + missing.getMessage() + " is missing";
        }
        var detail = e.getOriginalMessage();
        if (detail.startsWith("Cannot map `null` into type")) {
            return pointer + " is missing";
        }
        return (pointer.isEmpty() ? "the data" : pointer) + ": " + detail;
    }

    private static String malformed(JacksonException e) {
        var where = e.getLocation();
        var detail = e.getOriginalMessage().replaceAll("\\s*\\([^()]*\\[Source: .*?\\]\\)", "");
        return where == null
                ? "not valid JSON: " + detail
                : "not valid JSON at line " + where.getLineNr() + ", column " + where.getColumnNr() + ": " + detail;
    }

    private static String pointer(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            var name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? Integer.toString(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
