package vn.thidua.faults.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.faults.history.History;
import vn.thidua.faults.load.Work.Request;

/** Districts' systems that send over Kafka and wait for their answers; what is not answered is sent again. */
final class IntakeClients implements AutoCloseable {

    private static final String SOURCE = "/thu-loi";
    private static final long AGAIN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(150).toNanos();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final History history;
    private final Tally tally;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Thread answers;

    /** Without brokers sending waits: whoever submits does not. */
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("intake-sender").factory());

    private final String brokers;
    private volatile boolean over;

    IntakeClients(String brokers, History history, Tally tally) {
        this.history = history;
        this.tally = tally;
        this.brokers = brokers;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 5,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        answers = Thread.ofPlatform().daemon().name("intake-answers").start(this::read);
    }

    /** Sends; returns before it is answered. */
    void submit(Request request, boolean counts) {
        var expected = waiting.computeIfAbsent(request.key(), key -> new Waiting(request, System.nanoTime()));
        if (counts) {
            expected.counts = true;
        }
        send(expected);
    }

    private void send(Waiting expected) {
        var request = expected.request;
        var work = request.work();
        var operation = history.submits(
                "intake", work.scorer, work.scorer, work.board.id, work.id(), request.key(), request.contentJson());
        expected.operations.add(operation);
        expected.sent = System.nanoTime();
        var message = new ProducerRecord<>(
                "thidua.intake.v1." + work.scorer,
                work.board.id.getBytes(UTF_8),
                request.body().getBytes(UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        request.key(),
                        "ce_source",
                        SOURCE,
                        "ce_type",
                        "vn.thidua.intake.score-sheet.v1")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        sender.execute(() -> {
            try {
                producer.send(message);
            } catch (KafkaException e) {
                // It is sent again when no answer comes.
            }
        });
    }

    /** Sends again what has not been answered for long, gives up what is not answered at all. */
    void look() {
        var now = System.nanoTime();
        waiting.forEach((key, expected) -> {
            if (now - expected.first > PATIENCE_NANOS) {
                if (waiting.remove(key, expected)) {
                    expected.operations.forEach(operation -> history.unknown(operation, "never answered"));
                    tally.unknown.incrementAndGet();
                    finish(expected);
                }
            } else if (now - expected.sent > AGAIN_NANOS) {
                tally.unknown.incrementAndGet();
                send(expected);
            }
        });
    }

    int unanswered() {
        return waiting.size();
    }

    private void read() {
        var settings = new HashMap<String, Object>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(Season.UNITS.stream()
                    .map(unit -> new TopicPartition("thidua.intake-results.v1." + unit, 0))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            while (!over) {
                try {
                    consumer.poll(Duration.ofMillis(200)).forEach(this::answer);
                } catch (KafkaException e) {
                    // The brokers are away: they are asked again.
                }
            }
        }
    }

    private void answer(ConsumerRecord<byte[], byte[]> message) {
        var answer = JSON.readTree(message.value());
        var key = answer.path("event").asString("");
        var expected = waiting.get(key);
        if (expected == null || !SOURCE.equals(answer.path("source").asString(""))) {
            return; // answered before: an answer may come more than once
        }
        var receipt = answer.path("receipt");
        waiting.remove(key);
        tally.lastIntake.set(System.nanoTime());
        for (var operation : List.copyOf(expected.operations)) {
            if (receipt.isObject()) {
                history.ok(operation, receipt);
            } else {
                history.failed(operation, answer.path("problem").path("type").asString(""));
            }
        }
        if (receipt.isObject()) {
            tally.acknowledged.incrementAndGet();
            expected.request.work().acknowledged(receipt.path("revision").asLong());
        } else {
            tally.refused(answer.path("problem").path("type").asString("") + " (intake)");
        }
        finish(expected);
    }

    private void finish(Waiting expected) {
        if (expected.counts) {
            expected.request.work().over();
            tally.underWay.decrementAndGet();
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            answers.join(Duration.ofSeconds(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }

    private static final class Waiting {

        private final Request request;
        private final long first;
        private final Queue<Long> operations = new ConcurrentLinkedQueue<>();
        private volatile long sent;
        private volatile boolean counts;

        private Waiting(Request request, long first) {
            this.request = request;
            this.first = first;
            this.sent = first;
        }
    }
}
