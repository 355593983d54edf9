package vn.thidua.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.ranking.RunningRanking.json;

import com.mongodb.client.MongoClients;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.bson.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Event;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.StandingsUpdated;
import vn.thidua.events.Topics;
import vn.thidua.messaging.CloudEvent;
import vn.thidua.messaging.EventPublisher;
import vn.thidua.messaging.Outbox;
import vn.thidua.messaging.operations.Throughput;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;
import vn.thidua.ranking.standings.Change.Source;
import vn.thidua.ranking.standings.Counting;
import vn.thidua.ranking.standings.Counting.Arrived;
import vn.thidua.ranking.standings.mongo.MongoBoards;

@DisplayName("Whatever happens on the way, every sheet counts once")
class DeliveryTest {

    private static final String GROUP = "ranking-service";
    private static final String DEAD_LETTERS = Topics.SCORING + "." + GROUP + ".dlt";

    private final String database = "delivery_" + UUID.randomUUID();

    @Test
    @DisplayName("sheets that come twice and in any order count once, and revisions are told in order")
    void duplicatesCountOnce() {
        var cluster = Case.of("HBT", "DD", "HK");
        var log = log(cluster);
        var delivered = new ArrayList<>(log);
        delivered.addAll(log);
        Collections.shuffle(delivered, new Random(5));

        try (var ranking = RunningRanking.embedded(database)) {
            ranking.tell(delivered);

            awaitCounted(ranking, cluster, 9);
            assertThat(json(standings(ranking, cluster)).path("rows").values())
                    .extracting(row -> row.path("total").asInt())
                    .containsExactly(9300, 9200, 9100);
            awaitAllTold(ranking, cluster);
        }
    }

    @Test
    @DisplayName("a group that lost its place reads everything again and changes nothing")
    void redeliveryChangesNothing() throws Exception {
        var cluster = Case.of("HBT", "DD", "HK");
        String before;
        List<Event> told;
        try (var ranking = RunningRanking.embedded(database)) {
            ranking.tell(log(cluster));
            awaitCounted(ranking, cluster, 9);
            awaitAllTold(ranking, cluster);
            before = standings(ranking, cluster).body();
            told = RankingTopic.of(ranking.brokers()).about(cluster.board());
        }
        rewind();

        var marker = Case.of("HBT", "DD");
        try (var ranking = RunningRanking.embedded(database)) {
            // Told last on every partition: once it is counted, so is everything before.
            ranking.tell(marker.opened());
            awaitLag(0);

            assertThat(standings(ranking, cluster).body()).isEqualTo(before);
            assertThat(RankingTopic.of(ranking.brokers()).about(cluster.board()))
                    .isEqualTo(told);
        }
    }

    @Test
    @DisplayName("of a batch from two partitions only what is unreadable becomes a dead letter, with its reason")
    void onlyPoisonBecomesADeadLetter() throws Exception {
        var one = onPartition(0);
        var two = onPartition(1);
        // Created by a first start, so that everything waits there as one poll.
        RunningRanking.embedded(database).close();
        var lettersBefore =
                RankingTopic.read(TestBroker.brokers(), DEAD_LETTERS).size();
        var sheetsOfOne = log(one);
        var sheetsOfTwo = log(two);
        try (var publisher = EventPublisher.to(TestBroker.brokers(), "poison", new Throughput(Clock.systemUTC()))) {
            var producer = new Sending(publisher);
            producer.tell(sheetsOfOne.subList(0, 4));
            producer.tell(sheetsOfTwo.subList(0, 2));
            producer.poison(one, "poison-json", EventType.SCORE_SUBMITTED.wireName(), "{\"board\":");
            producer.poison(two, "poison-type", "vn.thidua.scoring.score-sung.v1", "{}");
            producer.tell(sheetsOfOne.subList(4, 7));
            producer.poison(
                    one,
                    "poison-name",
                    EventType.SCORE_SUBMITTED.wireName(),
                    new String(EventJson.write(sheetsOfOne.get(1)), UTF_8).replace("/HBT/", "/DD/"));
            producer.poison(two, "poison-family", EventType.RESULTS_FINALISED.wireName(), "{\"board\":\"x\"}");
            producer.tell(sheetsOfTwo.subList(2, sheetsOfTwo.size()));
            producer.tell(sheetsOfOne.subList(7, sheetsOfOne.size()));
        }

        try (var ranking = RunningRanking.embedded(
                database, Map.of("spring.cloud.stream.bindings.scoring-in-0.consumer.concurrency", "1"))) {
            var bare = new ProducerRecord<>(Topics.SCORING, 1, two.board().getBytes(UTF_8), "{}".getBytes(UTF_8));
            var empty = new ProducerRecord<byte[], byte[]>(
                    Topics.SCORING, 0, one.board().getBytes(UTF_8), null);
            ranking.send(bare);
            ranking.send(empty);

            awaitCounted(ranking, one, 9);
            awaitCounted(ranking, two, 9);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(RankingTopic.read(ranking.brokers(), DEAD_LETTERS).stream()
                                    .skip(lettersBefore)
                                    .map(letter -> RankingTopic.header(letter, "ce_id") + " "
                                            + RankingTopic.header(letter, "dlt-reason")))
                            .containsExactlyInAnyOrder(
                                    "poison-json invalid-data",
                                    "poison-type unknown-type",
                                    "poison-name invalid-data",
                                    "poison-family invalid-data",
                                    " missing-attribute",
                                    " missing-attribute"));
            awaitLag(0);
        }
    }

    @Test
    @DisplayName("what was written and not published before a crash is published after the restart")
    void writtenAndNotPublished() {
        var cluster = Case.of("HBT", "DD", "HK");
        try (var client = MongoClients.create(TestStore.embedded());
                var down = new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer())) {
            var collection = client.getDatabase(database).getCollection("boards");
            var clock = Clock.systemUTC();
            var outbox = new Outbox(
                    collection,
                    Topics.RANKING,
                    "/thidua/ranking-service",
                    new EventPublisher(down, new Throughput(clock)),
                    clock,
                    board -> true);
            outbox.start();
            var counting = new Counting(new MongoBoards(collection, outbox::publish), clock);
            log(cluster).forEach(event -> counting.count(List.of(new Arrived(event, new Source(0, 0)))));
            await().untilAsserted(() -> assertThat(down.history()).isNotEmpty());
            outbox.stop();

            try (var ranking = RunningRanking.embedded(database)) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(
                                        RankingTopic.of(ranking.brokers()).about(cluster.board()))
                                .singleElement()
                                .isInstanceOfSatisfying(
                                        StandingsUpdated.class,
                                        told -> assertThat(told.standings())
                                                .isEqualTo(EventJson.read(
                                                        vn.thidua.events.Standings.class,
                                                        standings(ranking, cluster)
                                                                .body()
                                                                .getBytes(UTF_8)))));
                await().untilAsserted(() -> {
                    var document = Objects.requireNonNull(collection
                            .find(new Document("_id", cluster.board()))
                            .first());
                    assertThat(document.getLong(Outbox.PUBLISHED)).isEqualTo(document.getLong(Outbox.LOGGED));
                    assertThat(document).doesNotContainKey(Outbox.UNPUBLISHED_SINCE);
                });
            }
        }
    }

    @Test
    @DisplayName("two instances share the boards, and each shows the standings of all")
    void twoInstances() {
        var clusters = IntStream.range(0, 4).mapToObj(DeliveryTest::onPartition).toList();
        try (var first = RunningRanking.embedded(database);
                var second = RunningRanking.embedded(database)) {
            clusters.forEach(cluster -> first.tell(cluster.opened()));
            clusters.forEach(cluster -> await().atMost(Duration.ofSeconds(60))
                    .until(() -> standings(second, cluster).statusCode() == 200));
            var streams = clusters.stream()
                    .flatMap(cluster ->
                            List.of(first, second).stream().map(instance -> instance.stream(path(cluster) + "/stream")))
                    .toList();
            clusters.forEach(cluster -> second.tell(log(cluster)));

            try {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(streams)
                                .allSatisfy(stream -> assertThat(stream.data()
                                                .getLast()
                                                .path("sheetsCounted")
                                                .asInt())
                                        .isEqualTo(9)));
                assertThat(streams)
                        .allSatisfy(
                                stream -> assertThat(stream.ids()).isSorted().doesNotHaveDuplicates());
            } finally {
                streams.forEach(RunningRanking.Stream::close);
            }
        }
    }

    private static List<ScoringEvent> log(Case cluster) {
        var ids = cluster.members().stream().map(member -> member.id()).toList();
        var log = new ArrayList<ScoringEvent>();
        log.add(cluster.opened());
        List<ScoreSubmitted> sheets = cluster.sheets(Map.of(ids.get(0), 9300, ids.get(1), 9200, ids.get(2), 1));
        log.addAll(sheets);
        ids.subList(0, 2).forEach(scorer -> log.add(cluster.sheet(2, scorer, ids.get(2), 9100)));
        return log;
    }

    /** A case whose board is on this partition of four. */
    private static Case onPartition(int partition) {
        return java.util.stream.Stream.generate(() -> Case.of("HBT", "DD", "HK"))
                .filter(cluster ->
                        Utils.toPositive(Utils.murmur2(cluster.board().getBytes(UTF_8))) % 4 == partition)
                .findFirst()
                .orElseThrow();
    }

    private static String path(Case cluster) {
        return "/api/ranking/v1/boards/" + cluster.board() + "/standings";
    }

    private static java.net.http.HttpResponse<String> standings(RunningRanking ranking, Case cluster) {
        return ranking.get(path(cluster));
    }

    private static void awaitCounted(RunningRanking ranking, Case cluster, int sheets) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(json(standings(ranking, cluster))
                                .path("sheetsCounted")
                                .asInt())
                        .isEqualTo(sheets));
        await().untilAsserted(() -> assertThat(json(standings(ranking, cluster))
                        .path("rows")
                        .path(0)
                        .path("total")
                        .asInt())
                .isEqualTo(9300));
    }

    private static void awaitAllTold(RunningRanking ranking, Case cluster) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var revisions = RankingTopic.of(ranking.brokers()).about(cluster.board()).stream()
                    .map(Event::revision)
                    .toList();
            assertThat(revisions).isSorted();
            assertThat(revisions.getLast())
                    .isEqualTo(
                            json(standings(ranking, cluster)).path("revision").asLong());
        });
    }

    private static void rewind() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
            var start = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            start.replaceAll((partition, offset) -> new OffsetAndMetadata(0));
            admin.alterConsumerGroupOffsets(GROUP, start).all().get();
        }
    }

    private static void awaitLag(long lag) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> lag(admin) == lag);
        }
    }

    private static long lag(Admin admin) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = IntStream.range(0, 4)
                .mapToObj(partition -> new TopicPartition(Topics.SCORING, partition))
                .collect(java.util.stream.Collectors.toMap(
                        partition -> partition, partition -> org.apache.kafka.clients.admin.OffsetSpec.latest()));
        long lag = 0;
        for (var end : admin.listOffsets(ends).all().get().entrySet()) {
            var at = committed.get(end.getKey());
            lag += end.getValue().offset() - (at == null ? 0 : at.offset());
        }
        return lag;
    }

    /** Puts records on the topic while no service runs. */
    private record Sending(EventPublisher publisher) {

        void tell(List<? extends ScoringEvent> events) {
            events.forEach(
                    event -> send(event.board(), event.id(), EventType.of(event).wireName(), EventJson.write(event)));
        }

        void poison(Case cluster, String id, String type, String data) {
            send(cluster.board(), id, type, data.getBytes(UTF_8));
        }

        private void send(String board, String id, String type, byte[] data) {
            publisher
                    .send(
                            Topics.SCORING,
                            board,
                            new CloudEvent(
                                    id,
                                    "/thidua/scoring-service",
                                    type,
                                    board,
                                    Clock.systemUTC().instant(),
                                    data))
                    .join();
        }
    }
}
