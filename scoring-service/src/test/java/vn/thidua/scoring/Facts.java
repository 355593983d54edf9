package vn.thidua.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vn.thidua.events.Event;
import vn.thidua.events.EventJson;

/** What stands on a topic, read from its beginning. */
public final class Facts implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    public Facts(String brokers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map((PartitionInfo partition) -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    /** Every record up to now that fits. */
    public List<ConsumerRecord<byte[], byte[]>> matching(Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        return seen.stream().filter(wanted).toList();
    }

    /** Every event up to now about this board. */
    public List<Event> of(String board) {
        return matching(fact -> fact.key() != null && new String(fact.key(), UTF_8).equals(board)).stream()
                .map(fact -> EventJson.read(header(fact, "ce_type"), fact.value()))
                .toList();
    }

    public static String header(ConsumerRecord<byte[], byte[]> fact, String name) {
        var header = fact.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
