package vn.thidua.faults.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vn.thidua.faults.check.Evidence.Event;
import vn.thidua.faults.check.Evidence.Letter;

/** What is on the topics, read from their start by a plain consumer. */
public final class TopicReader implements AutoCloseable {

    private static final String LETTERS = ".dlt";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String brokers;
    private final Admin admin;

    public TopicReader(String brokers) {
        this.brokers = brokers;
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
    }

    /**
     * The events of a topic, in the order of each partition.
     *
     * @param leftOut places of records that are no events, {@code topic-partition@offset}
     */
    public List<Event> events(String topic, Set<String> leftOut) throws InterruptedException {
        var events = new ArrayList<Event>();
        read(List.of(topic), message -> {
            if (!leftOut.contains(place(message.topic(), message.partition(), message.offset()))) {
                events.add(new Event(
                        header(message, "ce_id"),
                        // vn.thidua.scoring.score-submitted.v1
                        header(message, "ce_type").replaceFirst("^.*\\.([a-z-]+)\\.v1$", "$1"),
                        new String(message.value(), UTF_8)));
            }
        });
        return events;
    }

    /** All dead letters; their place is that of the record, after the name of the dead letters' topic. */
    public List<Letter> letters() throws InterruptedException {
        var letters = new ArrayList<Letter>();
        read(
                topics().stream().filter(topic -> topic.endsWith(LETTERS)).toList(),
                message -> letters.add(new Letter(
                        message.topic()
                                + " "
                                + place(
                                        header(message, "dlt-topic"),
                                        Integer.parseInt(header(message, "dlt-partition")),
                                        Long.parseLong(header(message, "dlt-offset"))),
                        header(message, "dlt-reason"))));
        return letters;
    }

    /** Where a record is, as text. */
    public static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /** How many records of its topics each consumer group has not read yet. */
    public Map<String, Long> lag() throws InterruptedException {
        try {
            var lag = new HashMap<String, Long>();
            for (var group : admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList()) {
                var committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                var ends = admin.listOffsets(committed.keySet().stream()
                                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                        .all()
                        .get();
                lag.put(
                        group,
                        committed.entrySet().stream()
                                .mapToLong(at ->
                                        requireNonNull(ends.get(at.getKey())).offset()
                                                - at.getValue().offset())
                                .sum());
            }
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the brokers do not tell the lag", e);
        }
    }

    private List<String> topics() throws InterruptedException {
        try {
            return List.copyOf(admin.listTopics().names().get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the brokers do not tell the topics", e);
        }
    }

    private void read(List<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the topics " + topics + " could not be read");
                }
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        admin.close();
    }
}
