package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.thidua.messaging.operations.Throughput;
import vn.thidua.messaging.testing.TestBroker;

/** The outbox on a real broker: what stands in the logs is in the topic. */
@Timeout(120)
class OutboxOnBrokerTest {

    private final Clock clock = Clock.systemUTC();
    private final Ledger ledger = new Ledger(clock);
    private final String topic = "published-" + UUID.randomUUID();
    private final Throughput published = new Throughput(clock);
    private final EventPublisher publisher = EventPublisher.to(TestBroker.brokers(), "test", published);

    @BeforeEach
    void createTopic() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    private Outbox outbox(EventPublisher publisher) {
        return new Outbox(ledger.collection(), topic, "/test", publisher, clock, aggregate -> true);
    }

    /** The ids in the topic, each partition from its beginning. */
    private List<String> read() {
        try (var reader = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.brokers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            var ids = new ArrayList<String>();
            while (partitions.stream()
                    .anyMatch(partition -> reader.position(partition) < ends.getOrDefault(partition, 0L))) {
                reader.poll(Duration.ofMillis(100))
                        .forEach(message -> ids.add(
                                new String(message.headers().lastHeader("ce_id").value(), UTF_8)));
            }
            return ids;
        }
    }

    @Test
    void whatManyWritersLogIsInTheTopicInTheOrderOfEachLog() {
        var aggregates = IntStream.range(0, 50).mapToObj(i -> "a" + i).toList();
        aggregates.forEach(ledger::open);
        var outbox = outbox(publisher);
        outbox.start();

        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < 4; writer++) {
                writers.submit(() -> {
                    for (var n = 0; n < 5; n++) {
                        for (var id : aggregates) {
                            outbox.publish(id, ledger.append(id));
                        }
                    }
                });
            }
        }
        outbox.stop();

        assertThat(aggregates).allMatch(ledger::isPublished);
        var ids = read();
        assertThat(aggregates)
                .allSatisfy(aggregate -> assertThat(new LinkedHashSet<>(ids.stream()
                                .filter(id -> id.startsWith(aggregate + "@"))
                                .toList()))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                                .mapToObj(seq -> aggregate + "@" + seq)
                                .toList()));
        assertThat(published.total()).isEqualTo(ids.size());
    }

    @Test
    void manyAggregatesFlySideBySide() {
        var aggregates = IntStream.range(0, 3_000).mapToObj(i -> "a" + i).toList();
        aggregates.forEach(ledger::open);
        var unpublished = aggregates.stream().map(ledger::append).toList();
        var outbox = outbox(publisher);
        outbox.start();
        var begin = System.nanoTime();

        for (var i = 0; i < aggregates.size(); i++) {
            outbox.publish(aggregates.get(i), unpublished.get(i));
        }
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(60))
                .until(() -> published.total() >= aggregates.size());
        var took = Duration.ofNanos(System.nanoTime() - begin);
        outbox.stop();

        assertThat(new HashSet<>(read())).hasSize(aggregates.size());
        // One at a time would be some 200 a second.
        assertThat(aggregates.size() * 1_000L / took.toMillis()).isGreaterThan(1_000);
    }

    @Test
    void whatIsTooLargeForTheTopicWaitsInItsDocumentWhileTheOthersArePublished() {
        var small = "small";
        var large = "large-" + "x".repeat(5_000_000);
        ledger.open(small);
        var outbox = outbox(publisher);
        outbox.start();

        outbox.publish(
                "large", List.of(new LogEntry(1, "large@1", "t", "s", "k", clock.instant(), large.getBytes(UTF_8))));
        outbox.publish(small, ledger.append(small));

        await().until(() -> ledger.isPublished(small));
        assertThat(read()).containsExactly("small@1");
        outbox.stop();
    }
}
