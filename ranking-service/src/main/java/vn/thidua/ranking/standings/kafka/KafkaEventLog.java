package vn.thidua.ranking.standings.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.EventJson;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.LeadershipNominated;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.StandingsUpdated;
import vn.thidua.events.Topics;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.messaging.CloudEvent;
import vn.thidua.messaging.access.KafkaAccess;
import vn.thidua.ranking.standings.Change.Source;
import vn.thidua.ranking.standings.Counting.Arrived;
import vn.thidua.ranking.standings.rebuild.EventLog;

/**
 * Reads the topics of the scoring and the ranking events from their first record, in no group: nothing that is
 * committed, and nobody's rebalance, has to do with it.
 */
public final class KafkaEventLog implements EventLog {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> settings;

    public KafkaEventLog(KafkaAccess brokers) {
        settings = new HashMap<>(brokers.settings());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "ranking-service-rebuild");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // The more of a board's sheets come together, the less often it is written.
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
    }

    @Override
    public Reading from(@Nullable String board) {
        return new FromTheBeginning(board);
    }

    private final class FromTheBeginning implements Reading {

        private final @Nullable String board;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<TopicPartition> partitions;
        private final long begin;
        private long read;
        private long end;
        private long unreadable;

        private FromTheBeginning(@Nullable String board) {
            this.board = board;
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            try {
                partitions = Stream.of(Topics.SCORING, Topics.RANKING)
                        .flatMap(this::partitions)
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                begin = sum(consumer.beginningOffsets(partitions, PATIENCE));
                look();
            } catch (RuntimeException e) {
                consumer.close();
                throw e;
            }
        }

        /** Those that a board's events are in: all have the board as their key, and one producer places them. */
        private Stream<TopicPartition> partitions(String topic) {
            var all = consumer.partitionsFor(topic, PATIENCE);
            var only = board == null ? -1 : Utils.toPositive(Utils.murmur2(board.getBytes(UTF_8))) % all.size();
            return all.stream()
                    .filter(partition -> only < 0 || partition.partition() == only)
                    .map(partition -> new TopicPartition(topic, partition.partition()));
        }

        private Map<TopicPartition, Long> look() {
            var ends = consumer.endOffsets(partitions, PATIENCE);
            end = sum(ends) - begin;
            return ends;
        }

        private static long sum(Map<TopicPartition, Long> offsets) {
            return offsets.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public void catchUp(Consumer<Portion> portions) {
            var ends = look();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition, PATIENCE) < ends.getOrDefault(partition, 0L))) {
                var scored = new ArrayList<Arrived>();
                var told = new ArrayList<Told>();
                for (var message : consumer.poll(POLL)) {
                    read++;
                    try {
                        take(message, scored, told);
                    } catch (UnreadableEvent e) {
                        unreadable++;
                    }
                }
                portions.accept(new Portion(scored, told));
            }
            end = Math.max(end, read);
        }

        private void take(ConsumerRecord<byte[], byte[]> message, List<Arrived> scored, List<Told> told) {
            var event = CloudEvent.of(message);
            if (message.topic().equals(Topics.SCORING)) {
                var said = Countable.read(event.type(), event.data());
                if (board == null || board.equals(said.board())) {
                    scored.add(new Arrived(said, new Source(message.partition(), message.offset())));
                }
                return;
            }
            switch (EventJson.read(event.type(), event.data())) {
                case StandingsUpdated updated -> keep(new Told(updated.standings(), List.of()), told);
                case ResultsFinalised finalised ->
                    keep(
                            new Told(
                                    finalised.standings(),
                                    Objects.requireNonNullElse(finalised.corrected(), List.of())),
                            told);
                case ProceedingsRecorded recorded -> {}
                case LeadershipNominated nominated -> {}
                case LeadershipAgreed agreed -> {}
                case ScoringEvent stranger -> {}
            }
        }

        private void keep(Told published, List<Told> told) {
            if (board == null || board.equals(published.standings().board())) {
                told.add(published);
            }
        }

        @Override
        public long read() {
            return read;
        }

        @Override
        public long end() {
            return end;
        }

        @Override
        public long unreadable() {
            return unreadable;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
