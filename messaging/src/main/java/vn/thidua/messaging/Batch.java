package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import vn.thidua.events.UnreadableEvent;

/**
 * The records of one poll, read by hand: binder conversion drops what it cannot convert without a word. What can be
 * read up to the first record that cannot is applied; then {@link #throwIfPoisoned} hands that one record to the dead
 * letters, and the rest of the poll is delivered again.
 *
 * <pre>{@code
 * var batch = Batch.of(message);
 * apply(batch.read(item -> EventJson.read(item.event().type(), item.event().data())));
 * batch.throwIfPoisoned();
 * }</pre>
 *
 * <p>Not thread-safe: belongs to the listener's thread.
 */
public final class Batch {

    private final List<?> values;
    private final Map<String, Object> headers;
    private @Nullable BatchListenerFailedException poison;

    private Batch(List<?> values, Map<String, Object> headers) {
        this.values = values;
        this.headers = headers;
    }

    /** The batch that a batch-mode function with native decoding receives. */
    public static Batch of(Message<List<byte[]>> message) {
        return new Batch(message.getPayload(), message.getHeaders());
    }

    /** The readable records before the first that is not. */
    public List<Item> items() {
        return read(item -> item).stream().map(Read::value).toList();
    }

    /**
     * What the records say, up to the first that is unreadable.
     *
     * @param reader throws {@link UnreadableEvent} for what it cannot read
     */
    public <T> List<Read<T>> read(Function<Item, T> reader) {
        poison = null;
        var read = new ArrayList<Read<T>>(values.size());
        for (var index = 0; index < values.size(); index++) {
            try {
                var item = item(index);
                read.add(new Read<>(item, reader.apply(item)));
            } catch (UnreadableEvent e) {
                poison = new BatchListenerFailedException("cannot be read: " + e.getMessage(), e, index);
                break;
            }
        }
        return read;
    }

    /** To call once what was read is applied. */
    public void throwIfPoisoned() {
        if (poison != null) {
            throw poison;
        }
    }

    /** For a record that was read and cannot be applied: tried again a few times, then a dead letter. */
    public static BatchListenerFailedException failed(Item item, RuntimeException cause) {
        return new BatchListenerFailedException("could not be applied: " + cause.getMessage(), cause, item.index());
    }

    private Item item(int index) {
        var key = at(KafkaHeaders.RECEIVED_KEY, index);
        return new Item(
                index,
                (String) at(KafkaHeaders.RECEIVED_TOPIC, index),
                (Integer) at(KafkaHeaders.RECEIVED_PARTITION, index),
                (Long) at(KafkaHeaders.OFFSET, index),
                key instanceof byte[] bytes ? new String(bytes, UTF_8) : null,
                CloudEvent.read(
                        headersAt(index),
                        // A record without a value arrives as a placeholder, not as null.
                        values.get(index) instanceof byte[] bytes ? bytes : null,
                        Instant.ofEpochMilli((Long) at(KafkaHeaders.RECEIVED_TIMESTAMP, index))));
    }

    private Function<String, @Nullable Object> headersAt(int index) {
        if (headers.get(KafkaHeaders.NATIVE_HEADERS) instanceof List<?> all
                && all.get(index) instanceof Headers records) {
            return name -> {
                var header = records.lastHeader(name);
                return header == null ? null : header.value();
            };
        }
        if (headers.get(KafkaHeaders.BATCH_CONVERTED_HEADERS) instanceof List<?> all
                && all.get(index) instanceof Map<?, ?> converted) {
            return converted::get;
        }
        throw new IllegalStateException("a batch without the headers of its records: batch mode must be on");
    }

    private Object at(String header, int index) {
        if (headers.get(header) instanceof List<?> all) {
            return all.get(index);
        }
        throw new IllegalStateException("a batch without " + header + ": batch mode must be on");
    }

    /** One record: its place in the batch and in the log, and what it carries. */
    public record Item(
            int index,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            CloudEvent event) {}

    /** A record and what it says. */
    public record Read<T>(Item item, T value) {}
}
