package vn.thidua.bench.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vn.thidua.events.EventJson;
import vn.thidua.events.IntakeResult;
import vn.thidua.events.Topics;
import vn.thidua.standalone.access.DemoClients;
import vn.thidua.standalone.demo.KafkaDoor;

/** Reads the answers to a district's system in a thread of its own. */
final class IntakeAnswers implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<IntakeResult> reader;
    private final Thread thread;
    private final AtomicBoolean over = new AtomicBoolean();

    /** @param fromStart reads all answers ever given, not only those that come from now on */
    IntakeAnswers(KafkaDoor kafka, String unit, boolean fromStart, Consumer<IntakeResult> reader) {
        this.reader = reader;
        var settings = new HashMap<>(kafka.settings(DemoClients.district(unit)));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.intakeResults(unit)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromStart) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        partitions.forEach(consumer::position); // seeking is lazy: only now is the place fixed
        thread = Thread.ofPlatform().daemon().name("intake-answers").start(this::read);
    }

    private void read() {
        try {
            while (!over.get()) {
                poll(Duration.ofMillis(200));
            }
            var ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                poll(Duration.ofMillis(200));
            }
        } catch (WakeupException e) {
            // Abandoned: nobody waits for the rest.
        }
    }

    private void poll(Duration atMost) {
        for (var message : consumer.poll(atMost)) {
            reader.accept(EventJson.read(IntakeResult.class, message.value()));
        }
    }

    /** Stops at once, whatever is still to come. */
    void abandon() throws InterruptedException {
        over.set(true);
        consumer.wakeup();
        thread.join();
    }

    /** Reads on to the last answer that there is now, then stops. */
    void finish() throws InterruptedException {
        over.set(true);
        thread.join();
    }

    @Override
    public void close() {
        over.set(true);
        consumer.wakeup();
        try {
            thread.join();
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
