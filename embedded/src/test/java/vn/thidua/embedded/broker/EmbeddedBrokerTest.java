package vn.thidua.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.embedded.loopback.Loopback;
import vn.thidua.embedded.loopback.PortTakenException;

class EmbeddedBrokerTest {

    private static final String TOPIC = AcknowledgingProducer.TOPIC;

    @TempDir
    Path folder;

    @Test
    void aRestartKeepsRecordsOffsetsAndTheClustersId() throws Exception {
        String clusterId;
        try (var broker = EmbeddedBroker.start(folder, 0)) {
            clusterId = broker.clusterId();
            createTopic(broker);
            send(broker, "one", "two", "three");
            assertThat(poll(broker, 2)).containsExactly("one", "two");
        }

        try (var broker = EmbeddedBroker.start(folder, 0)) {
            assertThat(broker.clusterId()).isEqualTo(clusterId).isEqualTo(askedClusterId(broker));
            send(broker, "four");
            assertThat(poll(broker, 2)).containsExactly("three", "four");
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesTheKillingOfTheProcess() throws Exception {
        var acknowledged = sendUntilKilledAfter(2_000);

        try (var broker = EmbeddedBroker.start(folder, 0)) {
            assertThat(numbers(broker)).containsAll(acknowledged);
        }
    }

    @Test
    void aTopicIsNotCreatedByBeingUsed() throws Exception {
        try (var broker = EmbeddedBroker.start(folder, 0);
                var admin = Admin.create(client(broker));
                var consumer =
                        new KafkaConsumer<>(client(broker), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assertThat(consumer.partitionsFor(TOPIC, Duration.ofSeconds(1))).isNullOrEmpty();
            assertThat(admin.listTopics().names().get()).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void aFaultIsToldAndDoesNotEndTheProcess() {
        try (var broker = EmbeddedBroker.start(folder, 0)) {
            Exit.halt(1, "disk on fire");
            assertThat(broker.failure().toCompletableFuture())
                    .succeedsWithin(Duration.ofSeconds(1))
                    .asString()
                    .contains("disk on fire");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var other = new ServerSocket()) {
            other.bind(Loopback.address(0));
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, other.getLocalPort()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(String.valueOf(other.getLocalPort()))
                    .hasMessageContaining("broker");
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = Admin.create(client(broker))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void send(EmbeddedBroker broker, String... values) throws Exception {
        try (var producer = new KafkaProducer<>(client(broker), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    /** As a consumer that commits where it got to. */
    private static List<String> poll(EmbeddedBroker broker, int count) {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(
                client(
                        broker,
                        Map.of(
                                "group.id", "ranking",
                                "auto.offset.reset", "earliest",
                                "enable.auto.commit", "false",
                                "max.poll.records", "1")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            while (values.size() < count) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
            consumer.commitSync();
        }
        return values;
    }

    private static Set<Integer> numbers(EmbeddedBroker broker) {
        var numbers = new TreeSet<Integer>();
        try (var consumer =
                new KafkaConsumer<>(client(broker), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                numbers.add(Integer.valueOf(new String(record.value(), StandardCharsets.UTF_8))));
            }
        }
        return numbers;
    }

    private Set<Integer> sendUntilKilledAfter(int lines) throws Exception {
        var acknowledged = new TreeSet<Integer>();
        Process producer = startProducer();
        try (BufferedReader output = producer.inputReader()) {
            String line;
            while ((line = output.readLine()) != null) {
                if (!line.startsWith(AcknowledgingProducer.MARK)) {
                    continue;
                }
                acknowledged.add(Integer.valueOf(line.substring(AcknowledgingProducer.MARK.length())));
                if (acknowledged.size() == lines) {
                    // By its handle: the process itself would close the stream we still read.
                    producer.toHandle().destroyForcibly();
                }
            }
        } finally {
            producer.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(lines);
        return acknowledged;
    }

    private Process startProducer() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcknowledgingProducer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String askedClusterId(EmbeddedBroker broker) throws Exception {
        try (var admin = Admin.create(client(broker))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static Map<String, Object> client(EmbeddedBroker broker) {
        return client(broker, Map.of());
    }

    private static Map<String, Object> client(EmbeddedBroker broker, Map<String, Object> more) {
        var settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return settings;
    }
}
