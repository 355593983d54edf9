package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer whose brokers acknowledge when the test says so. */
final class HeldProducer extends MockProducer<byte[], byte[]> {

    private static final RecordMetadata WRITTEN = new RecordMetadata(new TopicPartition("t", 0), 0, 0, 0, 0, 0);

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final Map<String, Boolean> onceAcknowledged = new ConcurrentHashMap<>();
    private final LinkedBlockingDeque<Held> held = new LinkedBlockingDeque<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean holding;
    private volatile Predicate<String> refused = id -> false;

    HeldProducer() {
        super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** From here on nothing is answered before {@link #release()}. */
    HeldProducer hold() {
        holding = true;
        return this;
    }

    /** Acknowledges what is held, and all that follows at once. */
    void release() {
        holding = false;
        for (var next = held.poll(); next != null; next = held.poll()) {
            answer(next);
        }
    }

    boolean acknowledgeOldest() {
        var oldest = held.pollFirst();
        if (oldest != null) {
            answer(oldest);
        }
        return oldest != null;
    }

    boolean failOldest() {
        var oldest = held.pollFirst();
        if (oldest != null) {
            oldest.callback.onCompletion(null, new TimeoutException("the broker is away"));
        }
        return oldest != null;
    }

    void failNext(int times) {
        failures.set(times);
    }

    void refuse(Predicate<String> ids) {
        refused = ids;
    }

    /** The ids of all events, in the order in which they were sent; those that were never acknowledged too. */
    List<String> sent() {
        return sent;
    }

    List<String> acknowledged() {
        return acknowledged;
    }

    boolean hasAcknowledged(String id) {
        return onceAcknowledged.containsKey(id);
    }

    int waiting() {
        return held.size();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, Callback callback) {
        var id = new String(message.headers().lastHeader("ce_id").value(), UTF_8);
        sent.add(id);
        var next = new Held(id, callback);
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            callback.onCompletion(null, new TimeoutException("the broker is away"));
        } else if (refused.test(id)) {
            callback.onCompletion(null, new KafkaException("refused"));
        } else if (holding) {
            held.add(next);
        } else {
            answer(next);
        }
        return new java.util.concurrent.CompletableFuture<>();
    }

    private void answer(Held next) {
        acknowledged.add(next.id);
        onceAcknowledged.put(next.id, true);
        next.callback.onCompletion(WRITTEN, null);
    }

    private record Held(String id, Callback callback) {}
}
