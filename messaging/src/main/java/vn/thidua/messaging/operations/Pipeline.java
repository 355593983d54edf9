package vn.thidua.messaging.operations;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The actuator endpoint {@code pipeline}: what waits, what flows, and what was given up. */
@Endpoint(id = "pipeline")
public final class Pipeline {

    private static final long PATIENCE_SECONDS = 5;

    private final String service;
    private final Admin admin;
    private final List<Input> inputs;
    private final Supplier<List<?>> outboxes;
    private final Throughput consumed;
    private final Throughput published;

    public Pipeline(
            String service,
            Admin admin,
            List<Input> inputs,
            Supplier<List<?>> outboxes,
            Throughput consumed,
            Throughput published) {
        this.service = service;
        this.admin = admin;
        this.inputs = List.copyOf(inputs);
        this.outboxes = outboxes;
        this.consumed = consumed;
        this.published = published;
    }

    /** What the operations page shows. */
    @ReadOperation
    public View view() {
        return new View(
                service,
                inputs.stream().map(this::consumer).toList(),
                outboxes.get(),
                consumed.perSecond(),
                published.perSecond(),
                consumed.total(),
                published.total());
    }

    private Consumer consumer(Input input) {
        try {
            var ends = offsets(input.topic(), OffsetSpec.latest());
            var committed = new HashMap<TopicPartition, Long>();
            admin.listConsumerGroupOffsets(input.group())
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            committed.put(partition, offset.offset());
                        }
                    });
            var lag = ends.entrySet().stream()
                    .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
                    .sum();
            var letters = sum(offsets(input.deadLetters(), OffsetSpec.latest()))
                    - sum(offsets(input.deadLetters(), OffsetSpec.earliest()));
            return new Consumer(input.topic(), input.group(), lag, input.deadLetters(), letters);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("The brokers do not tell the lag of " + input.topic(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        var found = admin.describeTopics(List.of(topic)).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var partitions = requireNonNull(found.get(topic)).partitions();
        var asked = partitions.stream()
                .collect(Collectors.toMap(info -> new TopicPartition(topic, info.partition()), info -> which));
        return admin.listOffsets(asked).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A topic that is consumed, and where its dead letters go. */
    public record Input(String topic, String group, String deadLetters) {}

    /** How far behind a consumer is, in records, and how many dead letters it left. */
    public record Consumer(String topic, String group, long lag, String deadLetterTopic, long deadLetters) {}

    /** What the endpoint answers. Rates are means over the last ten seconds. */
    public record View(
            String service,
            List<Consumer> consumers,
            List<?> outboxes,
            double consumedPerSecond,
            double publishedPerSecond,
            long consumed,
            long published) {}
}
