package vn.thidua.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import vn.thidua.events.Event;
import vn.thidua.events.EventJson;
import vn.thidua.events.Topics;

/** What stands on the topic of the ranking events, or on another, read whole. */
final class RankingTopic {

    private final List<ConsumerRecord<byte[], byte[]>> all;

    private RankingTopic(List<ConsumerRecord<byte[], byte[]>> all) {
        this.all = all;
    }

    static RankingTopic of(String brokers) {
        return new RankingTopic(read(brokers, Topics.RANKING));
    }

    /** The events of one board, in their order. */
    List<Event> about(String board) {
        return all.stream()
                .filter(told -> new String(told.key(), UTF_8).equals(board))
                .map(told -> EventJson.read(header(told, "ce_type"), told.value()))
                .toList();
    }

    static String header(ConsumerRecord<byte[], byte[]> told, String name) {
        var header = told.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    static List<ConsumerRecord<byte[], byte[]>> read(String brokers, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", brokers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            var read = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < end.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
            return read;
        }
    }
}
