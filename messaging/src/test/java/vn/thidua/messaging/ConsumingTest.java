package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.support.KafkaHeaders;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.messaging.operations.Throughput;
import vn.thidua.messaging.testing.TestBroker;

/** On a real broker: one consumer for both partitions, which is harder than one for each. */
@Timeout(120)
class ConsumingTest {

    private static ConsumerApp app;

    @BeforeAll
    static void start() {
        app = new ConsumerApp();
    }

    @AfterAll
    static void close() {
        app.close();
    }

    @AfterEach
    void forget() {
        app.service.before = things -> {};
        awaitNoLag();
        app.forget();
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(n -> prefix + n).toList();
    }

    private void send(int partition, String prefix, int from, int to) {
        IntStream.range(from, to).forEach(n -> app.send(partition, prefix + n));
    }

    private void awaitNoLag() {
        await().atMost(Duration.ofSeconds(60)).until(() -> app.lag() == 0);
    }

    private ProducerRecord<byte[], byte[]> without(String header, ProducerRecord<byte[], byte[]> message) {
        message.headers().remove(header);
        return message;
    }

    private ProducerRecord<byte[], byte[]> with(String header, String value, ProducerRecord<byte[], byte[]> message) {
        message.headers().remove(header).add(header, value.getBytes(UTF_8));
        return message;
    }

    /** Without a key. */
    private ProducerRecord<byte[], byte[]> bare(
            int partition, ProducerRecord<byte[], byte[]> message, @Nullable String value) {
        byte[] key = null;
        return new ProducerRecord<>(
                app.topic, partition, key, value == null ? null : value.getBytes(UTF_8), message.headers());
    }

    private ProducerRecord<byte[], byte[]> thing(int partition, String name) {
        return app.record(partition, name, "{\"name\":\"" + name + "\"}");
    }

    @Test
    void poisonGoesToTheDeadLettersAndNothingElseDoes() {
        app.whilePaused(() -> {
            send(0, "a", 0, 10);
            app.send(app.record(0, "bad-json", "{\"name\":"));
            app.send(app.record(0, "deep", "[".repeat(100_000)));
            app.send(app.record(0, "null", "null"));
            send(0, "a", 10, 20);
            app.send(with("ce_type", "vn.thidua.test.other.v1", thing(0, "unknown-type")));
            send(1, "b", 0, 10);
            app.send(without("ce_type", thing(1, "no-type")));
            app.send(without("ce_id", thing(1, "no-id")));
            app.send(with("ce_time", "yesterday", thing(1, "bad-time")));
            app.send(new ProducerRecord<>(app.topic, 1, null, null));
            app.send(bare(1, thing(1, "no-value"), null));
            app.send(new ProducerRecord<>(app.topic, 1, null, new byte[] {(byte) 0xff, (byte) 0xfe}));
            app.send(with("ce_type", "x".repeat(1_000_000), thing(1, "large")));
            send(1, "b", 10, 20);
        });

        awaitNoLag();

        assertThat(app.service.names(0)).isEqualTo(names("a", 20));
        assertThat(app.service.names(1)).isEqualTo(names("b", 20));
        var letters = app.letters();
        assertThat(letters)
                .filteredOn(letter -> "0".equals(letter.header("dlt-partition")))
                .extracting(letter -> letter.header("ce_id"), ConsumerApp.Letter::reason)
                .containsExactly(
                        tuple("bad-json", "invalid-data"),
                        tuple("deep", "invalid-data"),
                        tuple("null", "invalid-data"),
                        tuple("unknown-type", "unknown-type"));
        assertThat(letters)
                .filteredOn(letter -> "1".equals(letter.header("dlt-partition")))
                .extracting(letter -> letter.header("ce_id"), ConsumerApp.Letter::reason)
                .containsExactly(
                        tuple("no-type", "missing-attribute"),
                        tuple(null, "missing-attribute"),
                        tuple("bad-time", "invalid-data"),
                        tuple(null, "missing-attribute"),
                        tuple("no-value", "no-data"),
                        tuple(null, "missing-attribute"),
                        tuple("large", "unknown-type"));
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.detail()).isNotBlank().hasSizeLessThanOrEqualTo(500);
            assertThat(letter.header("dlt-topic")).isEqualTo(app.topic);
            assertThat(letter.header("dlt-time")).isNotNull();
            assertThat(letter.header("dlt-offset")).containsOnlyDigits();
        });
        assertThat(letters)
                .filteredOn(letter -> "bad-json".equals(letter.header("ce_id")))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.message().value()).isEqualTo("{\"name\":".getBytes(UTF_8));
                    assertThat(letter.message().key()).isEqualTo("bad-json".getBytes(UTF_8));
                });
    }

    @Test
    void aFloodOfPoisonHoldsUpNobody() {
        app.whilePaused(() -> {
            for (var n = 0; n < 2_000; n++) {
                app.send(app.record(0, "bad" + n, "{"));
                if (n % 10 == 0) {
                    app.send(0, "a" + n / 10);
                }
            }
        });

        await().atMost(Duration.ofSeconds(10)).until(() -> app.lag() == 0);

        assertThat(app.service.names(0)).isEqualTo(names("a", 200));
        assertThat(app.letters()).extracting(letter -> letter.header("ce_id")).isEqualTo(names("bad", 2_000));
    }

    @Test
    void readsTheHeadersOfSpringProducersToo() {
        app.whilePaused(() -> {
            app.send(with(
                    "spring_json_header_types",
                    "{\"ce_id\":\"java.lang.String\",\"ce_type\":\"java.lang.String\"}",
                    thing(0, "typed")));
            app.send(with(
                    "spring_json_header_types",
                    "{\"ce_id\":\"java.lang.String\"}",
                    with("ce_id", "\"quoted\"", thing(0, "quoted"))));
            app.send(with("spring_json_header_types", "{\"ce_id\":", thing(0, "bad-types")));
            app.send(with("spring_json_header_types", "{\"ce_id\":\"java.lang.Integer\"}", thing(0, "no-number")));
            app.send(with("spring_json_header_types", "{\"ce_id\":\"no.such.Class\"}", thing(0, "no-class")));
            app.send(with("spring_json_header_types", "{\"ce_id\":\"java.net.URL\"}", thing(0, "untrusted")));
            var dashed = thing(0, "dashed");
            List.of("specversion", "id", "source", "type", "time").forEach(name -> {
                var value = dashed.headers().lastHeader("ce_" + name).value();
                dashed.headers().remove("ce_" + name).add("ce-" + name, value);
            });
            app.send(dashed);
            app.send(bare(0, thing(0, "keyless"), "{\"name\":\"keyless\"}"));
        });

        awaitNoLag();

        assertThat(app.letters()).isEmpty();
        assertThat(app.service.names(0))
                .containsExactly(
                        "typed", "quoted", "bad-types", "no-number", "no-class", "untrusted", "dashed", "keyless");
        assertThat(app.service.applied)
                .extracting(read -> read.item().key())
                .startsWith("typed", "quoted")
                .endsWith(new String[] {"dashed", null});
        assertThat(app.service.applied)
                .extracting(read -> read.item().event().id())
                .contains("typed", "quoted", "dashed", "untrusted");
        assertThat(app.service.deliveries.getFirst().getHeaders())
                .containsKey(KafkaHeaders.BATCH_CONVERTED_HEADERS)
                .doesNotContainKey(KafkaHeaders.NATIVE_HEADERS);
    }

    @Test
    void anOutageOfTheStoreIsWaitedFor() {
        var failures = new AtomicInteger(4);
        app.service.before = things -> {
            if (failures.getAndDecrement() > 0) {
                throw new MongoTimeoutException("the store is away");
            }
        };

        app.whilePaused(() -> {
            send(0, "a", 0, 30);
            send(1, "b", 0, 30);
        });
        awaitNoLag();

        assertThat(failures).hasNegativeValue();
        assertThat(app.letters()).isEmpty();
        assertThat(app.service.names(0)).isEqualTo(names("a", 30));
        assertThat(app.service.names(1)).isEqualTo(names("b", 30));
    }

    /** Whether or not the service says which record it was. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRecordThatCannotBeAppliedIsGivenUpAfterFiveTriesAndAlone(boolean named) {
        var tries = new AtomicInteger();
        app.service.before = things -> {
            for (var read : things) {
                if (read.value().name().equals("b17")) {
                    var bug = new IllegalStateException("a bug");
                    if (named || things.size() == 1) {
                        tries.incrementAndGet();
                    }
                    throw named ? Batch.failed(read.item(), bug) : bug;
                }
                app.service.applied.add(read);
            }
        };

        app.whilePaused(() -> {
            send(0, "a", 0, 40);
            send(1, "b", 0, 40);
        });
        awaitNoLag();

        assertThat(app.letters())
                .extracting(letter -> letter.header("ce_id"), ConsumerApp.Letter::reason, ConsumerApp.Letter::detail)
                .containsExactly(tuple("b17", "apply-failed", "java.lang.IllegalStateException: a bug"));
        assertThat(tries).hasValue(5);
        assertThat(app.service.names(0)).isEqualTo(names("a", 40));
        assertThat(app.service.names(1)).hasSize(39).doesNotContain("b17");
    }

    @Test
    void afterARecordWasGivenUpWholePollsAreAppliedAgain() {
        app.service.before = things -> {
            if (things.stream().anyMatch(read -> read.value().name().equals("a7"))) {
                throw new IllegalStateException("a bug");
            }
        };
        app.whilePaused(() -> send(0, "a", 0, 100));
        awaitNoLag();
        app.whilePaused(() -> send(0, "more", 0, 300));
        awaitNoLag();
        app.service.deliveries.clear();

        app.whilePaused(() -> send(0, "whole", 0, 200));
        awaitNoLag();

        assertThat(app.letters()).hasSize(1);
        assertThat(app.service.deliveries).hasSizeLessThan(20);
    }

    @Test
    void whatIsUnreadableOnlyToTheOneWhoAppliesItIsADeadLetterWithItsReason() {
        app.service.before = things -> things.forEach(read -> {
            if (read.value().name().equals("a3")) {
                throw new UnreadableEvent(UnreadableEvent.Reason.INVALID_DATA, "names nobody");
            }
        });

        app.whilePaused(() -> send(0, "a", 0, 8));
        awaitNoLag();

        assertThat(app.letters())
                .extracting(letter -> letter.header("ce_id"), ConsumerApp.Letter::reason, ConsumerApp.Letter::detail)
                .containsExactly(tuple("a3", "invalid-data", "names nobody"));
        assertThat(app.service.names(0)).hasSize(7);
    }

    @Test
    void aHealthyPartitionDoesNotResetTheTriesOfAFailingOne() {
        var other = new AtomicInteger();
        app.service.before = things -> {
            for (var read : things) {
                if (read.value().name().equals("bad")) {
                    app.send(1, "b" + other.getAndIncrement());
                    throw Batch.failed(read.item(), new IllegalStateException("a bug"));
                }
            }
        };

        app.send(0, "bad");
        app.send(0, "good");

        await().atMost(Duration.ofSeconds(60)).until(() -> app.service.names(0).contains("good"));
        assertThat(app.letters()).hasSize(1);
        assertThat(other).hasValue(5);
    }

    @Test
    void theOffsetDoesNotMoveBeforeTheDeadLetterIsStored() throws ExecutionException, InterruptedException {
        letterSize("10");
        app.whilePaused(() -> {
            send(0, "a", 0, 5);
            app.send(app.record(0, "poison", "{"));
            send(0, "a", 5, 10);
        });
        await().until(() -> app.lag() == 6);

        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> app.lag() == 6);
        assertThat(app.letters()).isEmpty();
        assertThat(app.service.deliveries).hasSizeLessThan(20);
        letterSize("4194304");

        awaitNoLag();
        assertThat(app.letters()).hasSize(1);
        assertThat(app.service.names(0)).isEqualTo(names("a", 10));
    }

    /** Compressed, 8 MB of blanks are 8 KB to the broker: they must not hold up what comes after them for ever. */
    @Test
    void aRecordTooLargeForALetterIsNamedInOneAndHoldsUpNobody() throws ExecutionException, InterruptedException {
        var bomb = app.record(0, "bomb", " ".repeat(8 << 20));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        TestBroker.brokers(),
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        16 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(bomb).get();
        }
        app.send(0, "after");

        await().atMost(Duration.ofSeconds(60)).until(() -> app.service.names(0).contains("after"));

        awaitNoLag();
        assertThat(app.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("invalid-data");
            assertThat(letter.header("dlt-content")).isEqualTo("too-large");
            assertThat(letter.header("dlt-offset")).containsOnlyDigits();
            assertThat(letter.message().value()).isNull();
        });
    }

    private void letterSize(String bytes) throws ExecutionException, InterruptedException {
        app.admin
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, app.deadLetters),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    @Test
    void countsWhatWasConsumed() {
        var consumed = app.context.getBean("consumed", Throughput.class);
        var before = consumed.total();
        app.whilePaused(() -> {
            send(0, "a", 0, 30);
            app.send(app.record(0, "poison", "{"));
            send(0, "a", 30, 60);
        });

        awaitNoLag();

        await().until(() -> consumed.total() == before + 61);
    }

    @Test
    void aMessageThatArrivesWhileStoppingIsAppliedOnceStartedAgain() {
        var stopped = new AtomicBoolean();
        app.service.before = things -> stopped.set(true);
        app.whilePaused(() -> send(0, "a", 0, 5));
        await().until(stopped::get);
        app.whilePaused(() -> send(0, "a", 5, 10));

        awaitNoLag();

        assertThat(app.service.names(0)).isEqualTo(names("a", 10));
    }
}
