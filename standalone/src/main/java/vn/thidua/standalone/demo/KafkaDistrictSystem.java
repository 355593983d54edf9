package vn.thidua.standalone.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import vn.thidua.events.EventJson;
import vn.thidua.events.IntakeResult;
import vn.thidua.events.Receipt;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.Topics;
import vn.thidua.standalone.access.DemoClients;

/**
 * Sends CloudEvents straight to the district's own intake topic and reads the answers from its results topic. Written
 * with the plain Kafka client, as a district would.
 */
final class KafkaDistrictSystem implements DistrictSystem, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> answers;
    private final Map<String, ConcurrentLinkedQueue<CompletableFuture<IntakeResult>>> waiting =
            new ConcurrentHashMap<>();
    private final Thread reader;
    private final String unit;
    private final String source;
    private final Clock clock;

    KafkaDistrictSystem(KafkaDoor door, String unit, Clock clock) {
        this.unit = unit;
        this.source = "/district-systems/" + unit;
        this.clock = clock;
        var sending = new HashMap<>(door.settings(DemoClients.district(unit)));
        sending.put(ProducerConfig.ACKS_CONFIG, "all");
        producer = new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
        var reading = new HashMap<>(door.settings(DemoClients.district(unit)));
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        answers = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = answers.partitionsFor(Topics.intakeResults(unit)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        answers.assign(partitions);
        answers.seekToEnd(partitions);
        partitions.forEach(answers::position); // seeking is lazy: only now is the end fixed
        reader = Thread.ofPlatform().daemon().name("intake-answers").start(this::readAnswers);
    }

    @Override
    public String door() {
        return "Kafka";
    }

    @Override
    public Receipt send(SheetSubmission sheet, String key) {
        var answer = new CompletableFuture<IntakeResult>();
        waiting.computeIfAbsent(key, any -> new ConcurrentLinkedQueue<>()).add(answer);
        var message = new ProducerRecord<>(
                Topics.intake(unit),
                String.valueOf(sheet.board()).getBytes(UTF_8),
                EventJson.mapper().writeValueAsBytes(sheet));
        message.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", key.getBytes(UTF_8))
                .add("ce_source", source.getBytes(UTF_8))
                .add("ce_type", Topics.SHEET_TYPE.getBytes(UTF_8))
                .add("ce_time", clock.instant().toString().getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        producer.send(message);
        IntakeResult result;
        try {
            result = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("no answer on " + Topics.intakeResults(unit) + " for " + key, e);
        }
        var receipt = result.receipt();
        if (receipt == null) {
            throw new IllegalStateException("the intake refused " + key + ": " + result.problem());
        }
        return receipt;
    }

    private void readAnswers() {
        try {
            while (true) {
                answers.poll(Duration.ofSeconds(1)).forEach(message -> {
                    var result = EventJson.read(IntakeResult.class, message.value());
                    var queue = source.equals(result.source()) && result.event() != null
                            ? waiting.get(result.event())
                            : null;
                    var next = queue == null ? null : queue.poll();
                    if (next != null) {
                        next.complete(result);
                    }
                });
            }
        } catch (WakeupException e) {
            answers.close();
        }
    }

    @Override
    public void close() {
        producer.close();
        answers.wakeup();
    }
}
