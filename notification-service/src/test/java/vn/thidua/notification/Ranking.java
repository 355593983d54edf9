package vn.thidua.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.Topics;
import vn.thidua.messaging.CloudEvent;
import vn.thidua.messaging.testing.TestBroker;

/** Stands in for the ranking service, and for whoever else writes onto its topic. */
public final class Ranking implements AutoCloseable {

    public static final String DEAD_LETTERS = Topics.RANKING + ".notification-service.dlt";
    private static final String GROUP = "notification-service";
    private static final int PARTITIONS = 4;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;

    public Ranking() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestBroker.brokers(), "acks", "all", "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()));
        try {
            admin.createTopics(List.of(new NewTopic(Topics.RANKING, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Publishes as the ranking service does. */
    public void tells(RankingEvent... events) {
        for (var event : events) {
            producer.send(message(event));
        }
        producer.flush();
    }

    /** Publishes onto one partition. */
    public void tells(int partition, RankingEvent event) {
        var message = message(event);
        producer.send(
                new ProducerRecord<>(message.topic(), partition, message.key(), message.value(), message.headers()));
    }

    /** Publishes something that no consumer can read. */
    public void breaks(int partition, EventType type, String data) {
        var event = new CloudEvent(
                "broken-" + data.hashCode(),
                "test",
                type.wireName(),
                null,
                Cluster2019.CONFERENCE,
                data.getBytes(UTF_8));
        var message = event.toRecord(Topics.RANKING, "broken");
        producer.send(
                new ProducerRecord<>(message.topic(), partition, message.key(), message.value(), message.headers()));
    }

    public void flush() {
        producer.flush();
    }

    private static ProducerRecord<byte[], byte[]> message(RankingEvent event) {
        return new CloudEvent(
                        event.id(),
                        "urn:thidua:ranking",
                        EventType.of(event).wireName(),
                        event.subject(),
                        event.occurredAt(),
                        EventJson.write(event))
                .toRecord(Topics.RANKING, event.board());
    }

    /** Lets the whole log be delivered again, as to a group that lost its offsets; the group must be empty. */
    public void rewind() throws Exception {
        var start = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            start.put(new TopicPartition(Topics.RANKING, partition), new OffsetAndMetadata(0));
        }
        admin.alterConsumerGroupOffsets(GROUP, start).all().get();
    }

    /** Whether the service has committed everything up to the end. */
    public boolean isConsumed() throws Exception {
        var committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        try (var consumer = consumer()) {
            var partitions = new ArrayList<TopicPartition>();
            for (var partition = 0; partition < PARTITIONS; partition++) {
                partitions.add(new TopicPartition(Topics.RANKING, partition));
            }
            return consumer.endOffsets(partitions).entrySet().stream().allMatch(end -> {
                var reached = committed.get(end.getKey());
                return end.getValue() == 0 || (reached != null && reached.offset() == end.getValue());
            });
        }
    }

    /** All dead letters so far. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = consumer()) {
            var partition = new TopicPartition(DEAD_LETTERS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
        }
        return letters;
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestBroker.brokers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
