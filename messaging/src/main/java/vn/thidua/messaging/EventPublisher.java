package vn.thidua.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vn.thidua.messaging.access.KafkaAccess;
import vn.thidua.messaging.operations.Throughput;

/**
 * Publishes events. Sends are pipelined: many are in flight, each future completes when the brokers have acknowledged
 * it (all in-sync replicas, idempotent producer, order kept per key). Thread-safe.
 */
public final class EventPublisher implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final Throughput published;

    /** For tests: a producer that fails, stalls, or is a real one. */
    public EventPublisher(Producer<byte[], byte[]> producer, Throughput published) {
        this.producer = producer;
        this.published = published;
    }

    /** A publisher to brokers that let everybody in, {@code host:port} separated by commas. */
    public static EventPublisher to(String brokers, String clientId, Throughput published) {
        return to(KafkaAccess.open(brokers), clientId, published);
    }

    /** A publisher to these brokers. */
    public static EventPublisher to(KafkaAccess brokers, String clientId, Throughput published) {
        var settings = new HashMap<>(brokers.settings());
        settings.putAll(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                clientId,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                10,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                // A dead letter is its source record and a few headers more: it must always fit.
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                4 * 1024 * 1024,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                60_000));
        return new EventPublisher(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), published);
    }

    /** Sends an event; the future completes when it is acknowledged, or fails with a {@link KafkaException}. */
    public CompletableFuture<Void> send(String topic, String key, CloudEvent event) {
        return send(event.toRecord(topic, key));
    }

    CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> message) {
        var acknowledged = new CompletableFuture<Void>();
        try {
            producer.send(message, (metadata, failure) -> {
                if (failure == null) {
                    published.mark(1);
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
