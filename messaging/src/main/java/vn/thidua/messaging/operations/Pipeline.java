package vn.thidua.messaging.operations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The actuator endpoint {@code pipeline}: what waits, what flows, and what was given up. It answers within a few
 * seconds, brokers or no brokers: what they do not tell is {@code null}, with the reason beside it.
 */
@Endpoint(id = "pipeline")
public final class Pipeline {

    private static final int PATIENCE_MILLIS = 2_000;

    private final String service;
    private final Admin admin;
    private final List<Input> inputs;
    private final Supplier<List<?>> outboxes;
    private final Alterations alterations;
    private final Throughput consumed;
    private final Throughput published;

    public Pipeline(
            String service,
            Admin admin,
            List<Input> inputs,
            Supplier<List<?>> outboxes,
            Alterations alterations,
            Throughput consumed,
            Throughput published) {
        this.service = service;
        this.admin = admin;
        this.inputs = List.copyOf(inputs);
        this.outboxes = outboxes;
        this.alterations = alterations;
        this.consumed = consumed;
        this.published = published;
    }

    /** What the operations page shows. */
    @ReadOperation
    public View view() {
        return new View(
                service,
                consumers(),
                outboxes.get(),
                alterations.found(),
                consumed.perSecond(),
                published.perSecond(),
                consumed.total(),
                published.total());
    }

    /** All is asked at once and then awaited: the answer takes as long as the slowest, not as long as all. */
    private List<Consumer> consumers() {
        if (inputs.isEmpty()) {
            return List.of();
        }
        var committed = committed();
        var partitions = partitions();
        var earliest = offsets(partitions, OffsetSpec.earliest());
        var latest = offsets(partitions, OffsetSpec.latest());
        return inputs.stream()
                .map(input -> consumer(input, partitions, committed.get(input.group()), earliest, latest))
                .toList();
    }

    private Consumer consumer(
            Input input,
            Map<String, Told<List<TopicPartition>>> partitions,
            @Nullable Told<Map<TopicPartition, OffsetAndMetadata>> committed,
            Function<TopicPartition, Told<Long>> earliest,
            Function<TopicPartition, Told<Long>> latest) {
        var lag = Told.<Long>of(() -> {
            var offsets = committed == null ? Map.<TopicPartition, OffsetAndMetadata>of() : committed.get();
            var sum = 0L;
            for (var partition : consumed(partitions, input)) {
                var offset = offsets.get(partition);
                // Where nothing is committed yet, everything that is there is still to be read.
                var from = offset == null ? earliest.apply(partition).get() : offset.offset();
                sum += Math.max(0, latest.apply(partition).get() - from);
            }
            return sum;
        });
        var letters = Told.<Long>of(() -> {
            var sum = 0L;
            for (var partition : told(partitions, input.deadLetters())) {
                sum += latest.apply(partition).get() - earliest.apply(partition).get();
            }
            return sum;
        });
        return new Consumer(
                input.shown(),
                input.group(),
                lag.value(),
                input.deadLetters(),
                letters.value(),
                lag.why() == null ? letters.why() : lag.why());
    }

    private static List<TopicPartition> consumed(Map<String, Told<List<TopicPartition>>> partitions, Input input) {
        if (input.pattern() == null) {
            return told(partitions, input.topic());
        }
        told(partitions, input.deadLetters()); // when not even that is known, nor is which topics there are
        return partitions.keySet().stream()
                .filter(input::covers)
                .flatMap(topic -> told(partitions, topic).stream())
                .toList();
    }

    private static List<TopicPartition> told(Map<String, Told<List<TopicPartition>>> partitions, String topic) {
        var told = partitions.get(topic);
        if (told == null) {
            throw new KafkaException("nothing is known of " + topic);
        }
        return told.get();
    }

    private Map<String, Told<Map<TopicPartition, OffsetAndMetadata>>> committed() {
        var groups = inputs.stream().map(Input::group).distinct().toList();
        var answers = admin.listConsumerGroupOffsets(
                groups.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())),
                new ListConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MILLIS));
        var asked = new HashMap<String, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>>();
        groups.forEach(group -> asked.put(group, answers.partitionsToOffsetAndMetadata(group)));
        return awaitAll(asked, offsets -> offsets);
    }

    private Map<String, Told<List<TopicPartition>>> partitions() {
        var topics = inputs.stream()
                .flatMap(input -> Stream.concat(topics(input), Stream.of(input.deadLetters())))
                .distinct()
                .toList();
        return awaitAll(
                admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                        .topicNameValues(),
                topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                        .toList());
    }

    private Stream<String> topics(Input input) {
        if (input.pattern() == null) {
            return Stream.of(input.topic());
        }
        var all = Told.await(
                admin.listTopics(new ListTopicsOptions().timeoutMs(PATIENCE_MILLIS))
                        .names(),
                Set::copyOf);
        var known = all.value();
        return known == null ? Stream.empty() : known.stream().filter(input::covers);
    }

    private Function<TopicPartition, Told<Long>> offsets(
            Map<String, Told<List<TopicPartition>>> partitions, OffsetSpec which) {
        var asked = partitions.values().stream()
                .map(Told::value)
                .flatMap(known -> known == null ? Stream.empty() : known.stream())
                .collect(Collectors.toMap(partition -> partition, partition -> which));
        if (asked.isEmpty()) {
            return partition -> new Told<>(null, "nothing is known of " + partition);
        }
        var answers = admin.listOffsets(asked, new ListOffsetsOptions().timeoutMs(PATIENCE_MILLIS));
        return partition -> Told.await(answers.partitionResult(partition), answer -> answer.offset());
    }

    private static <K, A, T> Map<K, Told<T>> awaitAll(Map<K, KafkaFuture<A>> asked, Function<A, T> reading) {
        return asked.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, answer -> Told.await(answer.getValue(), reading)));
    }

    /** What the brokers said, or why they did not. */
    private record Told<T>(@Nullable T value, @Nullable String why) {

        static <T> Told<T> of(Supplier<T> value) {
            try {
                return new Told<>(value.get(), null);
            } catch (KafkaException e) {
                return new Told<>(null, e.getMessage());
            }
        }

        static <A, T> Told<T> await(KafkaFuture<A> answer, Function<A, T> reading) {
            try {
                return new Told<>(reading.apply(answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)), null);
            } catch (ExecutionException e) {
                return new Told<>(null, String.valueOf(e.getCause()));
            } catch (TimeoutException e) {
                return new Told<>(null, "the brokers do not answer");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Told<>(null, "interrupted");
            }
        }

        T get() {
            if (value == null) {
                throw new KafkaException(why);
            }
            return value;
        }
    }

    /**
     * What is consumed, and where its dead letters go.
     *
     * @param topic its name; with a pattern, what the names begin with
     * @param pattern of the names of all topics that are consumed; {@code null} when it is the one
     */
    public record Input(String topic, @Nullable Pattern pattern, String group, String deadLetters) {

        boolean covers(String name) {
            return pattern == null ? name.equals(topic) : pattern.matcher(name).matches();
        }

        String shown() {
            return pattern == null ? topic : topic + ".*";
        }
    }

    /**
     * How far behind a consumer is, in records, and how many dead letters it left.
     *
     * @param unknown why one of the two is not known, if so
     */
    public record Consumer(
            String topic,
            String group,
            @Nullable Long lag,
            String deadLetterTopic,
            @Nullable Long deadLetters,
            @Nullable String unknown) {}

    /** What the endpoint answers. Rates are means over the last ten seconds. */
    public record View(
            String service,
            List<Consumer> consumers,
            List<?> outboxes,
            List<Alterations.Alteration> alterations,
            double consumedPerSecond,
            double publishedPerSecond,
            long consumed,
            long published) {}
}
