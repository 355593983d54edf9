package vn.thidua.scoring.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a district system sent as one event.
 *
 * @param position where it stands: topic, partition and offset, ordered as they are on the topic
 * @param source the event's {@code source}
 * @param event the event's {@code id}, unique within the source
 * @param key the record's key
 * @param data the score sheet as it was sent
 */
public record IntakeRecord(
        String position,
        String source,
        String event,
        @Nullable String key,
        String data) {

    private static final int KEY_LENGTH = 300;

    public IntakeRecord {
        requireNonNull(position, "position");
        requireNonNull(source, "source");
        requireNonNull(event, "event");
        requireNonNull(data, "data");
    }

    /** The position of a record on a topic. */
    public static String position(String topic, int partition, long offset) {
        return "%s-%03d-%019d".formatted(topic, partition, offset);
    }

    /** The same for every delivery of the same event, so that a repeat is recognised. */
    public String idempotencyKey() {
        var key = "event:" + source + " " + event;
        return key.length() <= KEY_LENGTH ? key : "event:sha-256:" + hash(key);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
