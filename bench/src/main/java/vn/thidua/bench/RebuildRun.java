package vn.thidua.bench;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.bench.board.GeneratedBoard;
import vn.thidua.bench.board.Generator;
import vn.thidua.bench.board.SeasonLog;
import vn.thidua.bench.check.StandingsCheck;
import vn.thidua.bench.run.BenchFailed;
import vn.thidua.bench.run.Findings;
import vn.thidua.bench.run.Progress;
import vn.thidua.bench.system.ConsumerTool;
import vn.thidua.bench.system.RankingAlone;
import vn.thidua.embedded.broker.EmbeddedBroker;
import vn.thidua.embedded.store.EmbeddedStore;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.Topics;
import vn.thidua.messaging.CloudEvent;

/**
 * A whole season in the log, counted once as it comes and once by a rebuild, beside Kafka's own tool reading the same
 * topic. The ranking service is a process of its own; broker and store are in this one. Every standing is compared with
 * a recount that shares no code.
 */
final class RebuildRun {

    private static final String DATABASE = "thidua_ranking";
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Random random;
    private final int clusters;
    private final Progress progress;
    private final Findings findings = new Findings();

    RebuildRun(long seed, int clusters, Progress progress) {
        this.random = new Random(seed);
        this.clusters = clusters;
        this.progress = progress;
    }

    Figures.Rebuild run() throws InterruptedException, IOException {
        var boards = new Generator(random).season(clusters, 10);
        var log = SeasonLog.of(boards, random);
        var folder = Files.createTempDirectory("thidua-bench");
        progress.step("Rebuild: %,d clusters of ten units, %,d events".formatted(clusters, log.size()));
        try (var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
                var store = EmbeddedStore.start(folder.resolve("store"), 0);
                var client = MongoClients.create(store.connectionString())) {
            produce(broker.bootstrapServers(), log);
            var stored = client.getDatabase(DATABASE).getCollection("boards");
            var began = System.nanoTime();
            try (var ranking = RankingAlone.start(broker.bootstrapServers(), store.connectionString(), DATABASE)) {
                awaitCounted(stored, boards);
                var live = seconds(began);
                progress.step("counted as it came: %.1f s, with the start of the service".formatted(live));
                var residentBefore = ranking.mebibytes("VmRSS");
                var all = ranking.rebuild("all");
                var residentAtMost = ranking.mebibytes("VmHWM");
                var took = took(all);
                progress.step("all rebuilt: %.1f s".formatted(took));
                var one = took(ranking.rebuild(boards.getFirst().id()));
                compare(all, stored, boards);
                progress.step("Kafka's consumer performance tool on the same topic");
                var peer = ConsumerTool.run(broker.bootstrapServers(), Topics.SCORING, log.size());
                var read = all.at("/progress/read").asLong();
                return new Figures.Rebuild(
                        clusters,
                        10 * clusters,
                        boards.stream()
                                .mapToLong(board -> board.sheets().size())
                                .sum(),
                        log.stream().filter(ScoreSubmitted.class::isInstance).count(),
                        read,
                        live,
                        took,
                        read / took,
                        one,
                        residentBefore,
                        residentAtMost,
                        peer,
                        log.size() / took / peer.recordsPerSecond(),
                        log.size() / took / peer.fetchedPerSecond(),
                        findings.found());
            }
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static void produce(String brokers, List<ScoringEvent> log) throws InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers);
        try (var admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(Topics.SCORING, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of(
                            "bootstrap.servers", brokers, "acks", "all", "linger.ms", 10, "compression.type", "lz4"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                for (var event : log) {
                    producer.send(new CloudEvent(
                                    event.id(),
                                    "/thidua/scoring",
                                    EventType.of(event).wireName(),
                                    event.subject(),
                                    event.occurredAt(),
                                    EventJson.write(event))
                            .toRecord(Topics.SCORING, event.board()));
                }
            }
            var ends = new HashMap<TopicPartition, OffsetSpec>();
            for (var partition = 0; partition < PARTITIONS; partition++) {
                ends.put(new TopicPartition(Topics.SCORING, partition), OffsetSpec.latest());
            }
            var there = admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
            if (there != log.size()) {
                throw new BenchFailed("only %d of %d events are in the log".formatted(there, log.size()));
            }
        } catch (ExecutionException e) {
            throw new BenchFailed("the log could not be written: " + e.getCause(), e);
        }
    }

    private static void awaitCounted(MongoCollection<Document> stored, List<GeneratedBoard> boards)
            throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var sheets = boards.stream().mapToLong(board -> board.sheets().size()).sum();
        while (closed(stored) < boards.size() || counted(stored) < sheets) {
            if (System.nanoTime() > deadline) {
                throw new BenchFailed("not counted after " + PATIENCE);
            }
            Thread.sleep(200);
        }
    }

    private static long closed(MongoCollection<Document> stored) {
        return stored.countDocuments(new Document("status", "CLOSED"));
    }

    private static long counted(MongoCollection<Document> stored) {
        long counted = 0;
        for (var board : stored.find().projection(new Document("standings", 1))) {
            counted += standings(board).path("sheetsCounted").asLong();
        }
        return counted;
    }

    private static JsonNode standings(Document board) {
        return JsonMapper.shared().readTree(board.getString("standings"));
    }

    private void compare(JsonNode rebuild, MongoCollection<Document> stored, List<GeneratedBoard> boards) {
        if (!rebuild.path("state").asString().equals("DONE")
                || rebuild.at("/progress/equal").asInt() != boards.size()) {
            findings.wrong("the rebuild does not equal what was counted: " + rebuild);
        }
        for (var board : boards) {
            var document = stored.find(new Document("_id", board.id())).first();
            if (document == null) {
                findings.lost(board.id());
            } else {
                StandingsCheck.differences(board, standings(document)).forEach(findings::wrong);
            }
        }
    }

    private static double took(JsonNode rebuild) {
        var began = Instant.parse(rebuild.path("startedAt").asString());
        var ended = Instant.parse(rebuild.path("seenAt").asString());
        return Figures.inSeconds(Duration.between(began, ended));
    }

    private static double seconds(long began) {
        return Figures.inSeconds(Duration.ofNanos(System.nanoTime() - began));
    }
}
