package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import vn.thidua.events.UnreadableEvent;

/**
 * The records of one poll, read by hand: binder conversion drops what it cannot convert without a word. What can be
 * read is applied; then {@link #throwIfPoisoned} hands what cannot to the dead letters.
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
    private final SortedMap<Integer, UnreadableEvent> unreadable = new TreeMap<>();
    private int end;

    private Batch(List<?> values, Map<String, Object> headers) {
        this.values = values;
        this.headers = headers;
    }

    /** The batch that a batch-mode function with native decoding receives. */
    public static Batch of(Message<List<byte[]>> message) {
        return new Batch(message.getPayload(), message.getHeaders());
    }

    /** The readable records, in order. */
    public List<Item> items() {
        return read(item -> item).stream().map(Read::value).toList();
    }

    /**
     * What the records say that are readable, in order. After a failure that did not say which record it was, these may
     * be only the first of the poll; the others follow in another one.
     *
     * @param reader throws {@link UnreadableEvent} for what it cannot read
     */
    public <T> List<Read<T>> read(Function<Item, T> reader) {
        unreadable.clear();
        var read = new ArrayList<Read<T>>(values.size());
        var portion = Portion.ofThisThread();
        portion.begin();
        for (end = 0; end < values.size() && portion.takes(partition(end)); end++) {
            try {
                var item = item(end);
                read.add(new Read<>(item, reader.apply(item)));
            } catch (UnreadableEvent e) {
                unreadable.put(end, e);
            }
        }
        return read;
    }

    /** What could not be read, in order, for those who keep it besides the dead letters. To call after {@link #read}. */
    public List<Unreadable> unreadable() {
        return unreadable.entrySet().stream()
                .map(letter -> unreadable(letter.getKey(), letter.getValue()))
                .toList();
    }

    private Unreadable unreadable(int index, UnreadableEvent why) {
        var attributes = headersAt(index);
        return new Unreadable(
                (String) at(KafkaHeaders.RECEIVED_TOPIC, index),
                CloudEvent.attribute(attributes, "source"),
                CloudEvent.attribute(attributes, "id"),
                values.get(index) instanceof byte[] bytes ? bytes : new byte[0],
                why);
    }

    /**
     * To call once what was read is applied; whatever else is thrown before says that all of it has to be applied
     * again.
     *
     * @throws BatchListenerFailedException when something is left over that was not applied
     */
    public void throwIfPoisoned() {
        if (!unreadable.isEmpty() || end < values.size()) {
            throw new Leftover(unreadable, end);
        }
    }

    /** For a record that was read and cannot be applied: tried again a few times, then a dead letter. */
    public static BatchListenerFailedException failed(Item item, RuntimeException cause) {
        return new BatchListenerFailedException("could not be applied: " + cause.getMessage(), cause, item.index());
    }

    private TopicPartition partition(int index) {
        return new TopicPartition(
                (String) at(KafkaHeaders.RECEIVED_TOPIC, index), (Integer) at(KafkaHeaders.RECEIVED_PARTITION, index));
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

    /**
     * A record that could not be read.
     *
     * @param source the event's {@code source}, if it has one
     * @param id the event's {@code id}, if it has one
     * @param value not copied, so not to be changed; empty when there is none
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Unreadable(
            String topic, @Nullable String source, @Nullable String id, byte[] value, UnreadableEvent why) {}

    /** A record and what it says. */
    public record Read<T>(Item item, T value) {}

    /** What could be read is applied; this is what could not, and where the poll goes on. */
    static final class Leftover extends BatchListenerFailedException {

        private static final long serialVersionUID = 1L;

        private final transient SortedMap<Integer, UnreadableEvent> unreadable;
        private final int end;

        private Leftover(SortedMap<Integer, UnreadableEvent> unreadable, int end) {
            super(
                    unreadable.isEmpty()
                            ? "the rest is delivered again"
                            : "cannot be read: "
                                    + unreadable.firstEntry().getValue().getMessage(),
                    unreadable.isEmpty() ? null : unreadable.firstEntry().getValue(),
                    unreadable.isEmpty() ? end : unreadable.firstKey());
            this.unreadable = Collections.unmodifiableSortedMap(new TreeMap<>(unreadable));
            this.end = end;
        }

        /** By the index in the poll. */
        SortedMap<Integer, UnreadableEvent> unreadable() {
            return unreadable;
        }

        /** The index of the first record that was not looked at. */
        int end() {
            return end;
        }
    }
}
