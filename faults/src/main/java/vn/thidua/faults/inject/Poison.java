package vn.thidua.faults.inject;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import vn.thidua.faults.read.TopicReader;

/** Records that cannot be read, whatever comes, and copies of records that have been read already. */
public final class Poison implements AutoCloseable {

    private static final String SCORING = "thidua.scoring.v1";
    private static final String RANKING = "thidua.ranking.v1";
    private static final String SHEET = "vn.thidua.intake.score-sheet.v1";
    private static final String SUBMITTED = "vn.thidua.scoring.score-submitted.v1";
    private static final int PARTITIONS = 4;
    private static final String LOOK_ALIKE = "look-alike ids";

    private final String brokers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Set<String> letters = ConcurrentHashMap.newKeySet();
    private final Set<String> places = ConcurrentHashMap.newKeySet();

    public Poison(String brokers) {
        this.brokers = brokers;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "gzip",
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        128L << 20,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        64 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The dead letters that there must be, as {@link TopicReader#letters} names them. */
    public Set<String> letters() {
        return Set.copyOf(letters);
    }

    /** Where the records are, as {@link TopicReader#place} says it. */
    public Set<String> places() {
        return Set.copyOf(places);
    }

    /** What can be wrong with a record. */
    public static List<String> kinds() {
        return List.copyOf(bodies().keySet());
    }

    private static Map<String, byte @Nullable []> bodies() {
        var bodies = new LinkedHashMap<String, byte @Nullable []>();
        bodies.put("bad JSON", "{\"board\": ".getBytes(UTF_8));
        bodies.put("unknown version", "{}".getBytes(UTF_8));
        bodies.put("missing headers", "{}".getBytes(UTF_8));
        bodies.put("null", null);
        bodies.put("1 MB header", "{".getBytes(UTF_8));
        bodies.put("deep nesting", ("[".repeat(20_000) + "]".repeat(20_000)).getBytes(UTF_8));
        bodies.put("NaN", sheet("NaN", ""));
        bodies.put("duplicate keys", sheet("100", "\"scorer\":\"DD\","));
        bodies.put("not UTF-8", new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'});
        bodies.put(LOOK_ALIKE, lookAlike());
        bodies.put("decompression bomb", new byte[24 << 20]);
        return bodies;
    }

    /** All as it should be, but for the letters: {@code с}, {@code Н}, {@code В} and {@code Т} are Cyrillic. */
    private static byte[] lookAlike() {
        return """
                {"board":"сum-0:2000","revision":1,"occurredAt":"2026-01-01T00:00:00Z","sheet":"сum-0:2000/PEER/НВТ/DD",\
                "kind":"PEER","scorer":"НВТ","target":"DD","marks":{"I.1":100},"adjustments":[],"digest":"sha-256:0"}""".getBytes(UTF_8);
    }

    private static byte[] sheet(String mark, String more) {
        return """
                {"board":"cum-0:2000","kind":"PEER","scorer":"HBT",%s"target":"DD","marks":{"I.1":%s},"adjustments":[]}""".formatted(more, mark).getBytes(UTF_8);
    }

    /** Puts one record of each kind on the topics of the districts and of the scores, and some on that of the standings. */
    public void spread(Random random) throws InterruptedException {
        for (var kind : kinds()) {
            put(kind, random);
        }
        // Only what no reader of this topic can read, whatever it looks for.
        for (var kind : List.of("null", "unknown version", "missing headers")) {
            send(
                    kind,
                    RANKING,
                    random.nextInt(PARTITIONS),
                    SUBMITTED,
                    RANKING + ".notification-service.dlt",
                    RANKING + ".scoring-service-leadership.dlt");
        }
    }

    /** Puts two records of this kind: on a district's topic, and on that of the scores. */
    public void put(String kind, Random random) throws InterruptedException {
        // A sheet with ids that name nobody can be read: its sender is told so, and it is no dead letter.
        send(
                kind,
                "thidua.intake.v1.HBT",
                0,
                SHEET,
                kind.equals(LOOK_ALIKE) ? new String[0] : new String[] {"thidua.intake.v1.scoring-service.dlt"});
        send(kind, SCORING, random.nextInt(PARTITIONS), SUBMITTED, SCORING + ".ranking-service.dlt");
    }

    private void send(String kind, String topic, int partition, String type, String... deadLetters)
            throws InterruptedException {
        var message = new ProducerRecord<>(topic, partition, "cum-0:2000".getBytes(UTF_8), bodies().get(kind));
        if (!kind.equals("missing headers")) {
            var headers = message.headers();
            headers.add("ce_specversion", "1.0".getBytes(UTF_8));
            headers.add("ce_id", ("poison-" + System.nanoTime()).getBytes(UTF_8));
            headers.add("ce_source", "/thu-loi/poison".getBytes(UTF_8));
            headers.add(
                    "ce_type", (kind.equals("unknown version") ? type.replace(".v1", ".v9") : type).getBytes(UTF_8));
        }
        if (kind.equals("1 MB header")) {
            message.headers().add("x-large", new byte[1 << 20]);
        }
        try {
            var stored = producer.send(message).get();
            var place = TopicReader.place(topic, stored.partition(), stored.offset());
            places.add(place);
            for (var letter : deadLetters) {
                letters.add(letter + " " + place);
            }
        } catch (ExecutionException e) {
            // Nobody knows whether it is there; a poison nobody knows of would be found as a letter too many.
            throw new IllegalStateException(kind + " could not be sent", e);
        }
    }

    /** Sends what is on the topic of the scores once more, mixed up: the last so many of each partition. */
    public int repeat(int most, Random random) throws InterruptedException {
        var copies = new ArrayList<ProducerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(SCORING).stream()
                    .map(partition -> new TopicPartition(SCORING, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.endOffsets(partitions)
                    .forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - most)));
            var deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (System.nanoTime() < deadline && copies.size() < most * partitions.size()) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (!places.contains(TopicReader.place(message.topic(), message.partition(), message.offset()))) {
                        copies.add(new ProducerRecord<>(
                                SCORING, message.partition(), message.key(), message.value(), message.headers()));
                    }
                }
            }
        }
        Collections.shuffle(copies, random);
        copies.forEach(producer::send);
        producer.flush();
        return copies.size();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
