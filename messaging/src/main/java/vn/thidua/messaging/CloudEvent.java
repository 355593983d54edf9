package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.events.UnreadableEvent.Reason;

/**
 * A CloudEvents 1.0 event in Kafka's binary mode: attributes are {@code ce_} headers, the record's value is the bare
 * data.
 *
 * @param data JSON as UTF-8; not copied, so not to be changed
 * @param auth on whose authority it happened; told, and not read back: who may do what is decided where it is done
 */
@SuppressWarnings("ArrayRecordComponent")
public record CloudEvent(
        String id,
        String source,
        String type,
        @Nullable String subject,
        Instant time,
        byte[] data,
        @Nullable AuthContext auth) {

    /** An event that nobody in particular brought about. */
    public CloudEvent(String id, String source, String type, @Nullable String subject, Instant time, byte[] data) {
        this(id, source, type, subject, time, data, null);
    }

    /** The record that says this on a topic. */
    public ProducerRecord<byte[], byte[]> toRecord(String topic, String key) {
        var message = new ProducerRecord<>(topic, key.getBytes(UTF_8), data);
        var headers = message.headers();
        headers.add("ce_specversion", "1.0".getBytes(UTF_8));
        headers.add("ce_id", id.getBytes(UTF_8));
        headers.add("ce_source", source.getBytes(UTF_8));
        headers.add("ce_type", type.getBytes(UTF_8));
        headers.add("ce_time", time.toString().getBytes(UTF_8));
        if (subject != null) {
            headers.add("ce_subject", subject.getBytes(UTF_8));
        }
        if (auth != null) {
            headers.add("ce_authtype", auth.type().getBytes(UTF_8));
            headers.add("ce_authid", auth.id().getBytes(UTF_8));
            headers.add("ce_authclaims", auth.claimsJson().getBytes(UTF_8));
        }
        headers.add("content-type", "application/json".getBytes(UTF_8));
        return message;
    }

    /**
     * The event that a record says, for those who read a topic themselves.
     *
     * @throws UnreadableEvent when a required attribute or the data is not there
     */
    public static CloudEvent of(ConsumerRecord<byte[], byte[]> message) {
        return read(
                name -> {
                    var header = message.headers().lastHeader(name);
                    return header == null ? null : header.value();
                },
                message.value(),
                Instant.ofEpochMilli(message.timestamp()));
    }

    /**
     * The event that a record says.
     *
     * @param headers the value of a header by its name, as bytes or as text; {@code ce_} and {@code ce-} both do
     * @param data the record's value
     * @param recordTime stands in for the {@code time} attribute, which is optional
     * @throws UnreadableEvent when a required attribute or the data is not there
     */
    static CloudEvent read(Function<String, @Nullable Object> headers, byte @Nullable [] data, Instant recordTime) {
        var version = required(headers, "specversion");
        if (!version.equals("1.0")) {
            throw new UnreadableEvent(Reason.UNKNOWN_TYPE, "CloudEvents version " + version + " is not 1.0");
        }
        var id = required(headers, "id");
        var source = required(headers, "source");
        var type = required(headers, "type");
        if (data == null || data.length == 0) {
            throw new UnreadableEvent(Reason.NO_DATA, "the record has no value");
        }
        return new CloudEvent(id, source, type, attribute(headers, "subject"), time(headers, recordTime), data);
    }

    private static Instant time(Function<String, @Nullable Object> headers, Instant recordTime) {
        var time = attribute(headers, "time");
        if (time == null) {
            return recordTime;
        }
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableEvent(Reason.INVALID_DATA, "ce_time is not a time: " + time);
        }
    }

    private static String required(Function<String, @Nullable Object> headers, String name) {
        var value = attribute(headers, name);
        if (value == null || value.isBlank()) {
            throw new UnreadableEvent(Reason.MISSING_ATTRIBUTE, "ce_" + name + " is missing");
        }
        return value;
    }

    static @Nullable String attribute(Function<String, @Nullable Object> headers, String name) {
        var value = headers.apply("ce_" + name);
        if (value == null) {
            value = headers.apply("ce-" + name);
        }
        return switch (value) {
            case null -> null;
            case byte[] bytes -> new String(bytes, UTF_8);
            default -> value.toString();
        };
    }
}
