package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.thidua.messaging.operations.Pipeline;
import vn.thidua.messaging.testing.TestBroker;

/** An input that reads every topic whose name matches, on a real broker. */
@Timeout(120)
class PatternInputTest {

    private static final String COMMON = "doors." + UUID.randomUUID();

    private static ConsumerApp app;

    @BeforeAll
    static void start() {
        app = new ConsumerApp(
                "--spring.cloud.stream.bindings.things-in-0.destination=" + COMMON.replace(".", "\\.") + "\\.[A-Z]+",
                "--spring.cloud.stream.kafka.bindings.things-in-0.consumer.destination-is-pattern=true");
    }

    @AfterAll
    static void close() {
        app.close();
    }

    @Test
    void aTopicThatIsCreatedLaterIsReadFromItsBeginningWithinSeconds() {
        create("FIRST");
        send("FIRST", "a");
        await().until(() -> names("FIRST").equals(List.of("a")));

        create("SECOND");
        send("SECOND", "b");
        send("SECOND", "c");

        await().atMost(Duration.ofSeconds(8)).until(() -> names("SECOND").equals(List.of("b", "c")));
    }

    @Test
    void poisonOfEachTopicGoesToTheDeadLettersThatAllShareAndSaysWhereItCameFrom() {
        create("THIRD");
        create("FOURTH");
        sendPoison("THIRD");
        sendPoison("FOURTH");
        send("THIRD", "d");
        send("FOURTH", "e");

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        names("THIRD").equals(List.of("d")) && names("FOURTH").equals(List.of("e")));

        assertThat(letters().stream().map(letter -> header(letter, "dlt-topic")))
                .contains(COMMON + ".THIRD", COMMON + ".FOURTH");
        assertThat(letters()).allSatisfy(letter -> {
            assertThat(letter.topic()).isEqualTo(COMMON + "." + app.group + ".dlt");
            assertThat(header(letter, "dlt-reason")).isEqualTo("invalid-data");
            assertThat(new String(letter.value(), UTF_8)).isEqualTo("{");
        });
    }

    @Test
    void thePipelineAddsUpTheTopicsThatThereAre() {
        create("FIFTH");
        send("FIFTH", "f");
        await().until(() -> names("FIFTH").equals(List.of("f")));
        var pipeline = app.context.getBean(Pipeline.class);

        await().untilAsserted(() -> assertThat(pipeline.view().consumers())
                .singleElement()
                .satisfies(consumer -> {
                    assertThat(consumer.unknown()).isNull();
                    assertThat(consumer.topic()).isEqualTo(COMMON + ".*");
                    assertThat(consumer.lag()).isZero();
                    assertThat(consumer.deadLetterTopic()).isEqualTo(COMMON + "." + app.group + ".dlt");
                }));

        app.whilePaused(() -> {
            send("FIFTH", "g");
            await().untilAsserted(() ->
                    assertThat(pipeline.view().consumers().getFirst().lag()).isEqualTo(1));
        });
    }

    @Test
    void topicsCanBeCreatedAgainWhileTheServiceRunsButNotDifferently() throws Exception {
        create("SIXTH");
        create("SIXTH");

        var description = app.admin
                .describeTopics(List.of(COMMON + ".SIXTH"))
                .allTopicNames()
                .get();
        assertThat(requireNonNull(description.get(COMMON + ".SIXTH")).partitions())
                .hasSize(1);
        assertThatThrownBy(() -> app.context
                        .getBean(PlannedTopics.class)
                        .create(List.of(TopicPlan.events(COMMON + ".SIXTH", 2))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has 1 partitions, not 2");
    }

    private static void create(String name) {
        app.context.getBean(PlannedTopics.class).create(List.of(TopicPlan.events(COMMON + "." + name, 1)));
    }

    private static void send(String name, String thing) {
        send(name, thing, "{\"name\":\"" + thing + "\"}");
    }

    private static void sendPoison(String name) {
        send(name, "poison", "{");
    }

    private static void send(String name, String id, String json) {
        var record = app.record(0, id, json);
        app.send(new ProducerRecord<>(COMMON + "." + name, 0, record.key(), record.value(), record.headers()));
    }

    private static List<String> names(String name) {
        return app.service.applied.stream()
                .filter(read -> read.item().topic().equals(COMMON + "." + name))
                .map(read -> read.value().name())
                .distinct()
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters() {
        try (var reader = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestBroker.brokers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(COMMON + "." + app.group + ".dlt", 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            var end = requireNonNull(reader.endOffsets(List.of(partition)).get(partition));
            var letters = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (reader.position(partition) < end) {
                reader.poll(Duration.ofMillis(100)).forEach(letters::add);
            }
            return letters;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
