package vn.thidua.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the data of events. Strict about what it reads (duplicate keys, trailing content, numbers with a
 * fraction where points are whole hundredths, missing or null required fields are errors), lenient about what is new
 * (unknown fields are ignored, so that a newer writer may add them). Thread-safe.
 */
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
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
     * @throws UnreadableEvent when the data is not valid for it
     */
    public static <T> T read(Class<T> type, byte[] data) {
        T value;
        try {
            value = MAPPER.readValue(data, type);
        } catch (JacksonException e) {
            throw new UnreadableEvent(UnreadableEvent.Reason.INVALID_DATA, e.getOriginalMessage());
        }
        if (value == null) {
            throw new UnreadableEvent(UnreadableEvent.Reason.INVALID_DATA, "the data is null");
        }
        return value;
    }
}
