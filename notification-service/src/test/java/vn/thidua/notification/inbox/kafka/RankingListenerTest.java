package vn.thidua.notification.inbox.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.notification.RunningService.PATIENCE;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Event;
import vn.thidua.events.EventType;
import vn.thidua.events.UnitRef;
import vn.thidua.notification.Cluster2019;
import vn.thidua.notification.Ranking;
import vn.thidua.notification.RunningService;

/** From a real broker into the inboxes. */
class RankingListenerTest {

    private static final List<String> RECIPIENTS = List.of("HBT", "DD", "HK", "HM", "BD", "LB", "CITY");
    private static final String ONE_CONSUMER = "--spring.cloud.stream.bindings.ranking-in-0.consumer.concurrency=1";

    private final String database = RunningService.emptyDatabase();
    private final Ranking ranking = new Ranking();

    @BeforeEach
    void nothingIsLeftToConsume() throws Exception {
        if (!ranking.isConsumed()) {
            try (var before = RunningService.on(RunningService.emptyDatabase())) {
                await().atMost(PATIENCE).until(ranking::isConsumed);
            }
        }
    }

    @AfterEach
    void close() {
        ranking.close();
    }

    @Test
    void what_is_published_more_than_once_is_told_once() throws Exception {
        var results = Cluster2019.results("cum-lap:2019", 4);
        var rotation = Cluster2019.agreed("cum-lap:2019", 8);
        try (var service = RunningService.on(database)) {
            ranking.tells(Cluster2019.interim("cum-lap:2019", 3), results, results, rotation, results, rotation);
            await().atMost(PATIENCE).until(ranking::isConsumed);

            for (var recipient : RECIPIENTS) {
                assertThat(events(service, recipient)).containsExactly(rotation.id(), results.id());
            }
        }
    }

    @Test
    void a_log_that_is_delivered_again_from_its_start_tells_nobody_again() throws Exception {
        var unit = new UnitRef("TH", "Quận Tây Hồ");
        var log = IntStream.rangeClosed(1, 30)
                .mapToObj(number ->
                        Cluster2019.resultsOf("cum-" + number + ":2019", Cluster2019.row(unit, 1, false, 9000)))
                .toList();
        try (var service = RunningService.on(database)) {
            log.forEach(ranking::tells);
            service.awaitItems("TH", 30);
            await().atMost(PATIENCE).until(ranking::isConsumed);
        }
        ranking.rewind();
        try (var service = RunningService.on(database)) {
            await().atMost(PATIENCE).until(ranking::isConsumed);

            assertThat(events(service, "TH"))
                    .containsExactlyInAnyOrderElementsOf(
                            log.stream().map(Event::id).toList());
            assertThat(seqs(service, "TH"))
                    .isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
        }
    }

    @Test
    void an_unreadable_record_becomes_a_dead_letter_and_the_rest_of_its_poll_counts() throws Exception {
        var lettersBefore = lettersSoFar();
        for (var number = 1; number <= 10; number++) {
            for (var partition = 0; partition < 2; partition++) {
                ranking.tells(partition, Cluster2019.results("doc-" + partition + "-" + number + ":2019", 2));
                if (number == 4) {
                    ranking.breaks(partition, EventType.RESULTS_FINALISED, "{\"board\":\"doc-" + partition + "\"");
                }
                if (number == 7) {
                    ranking.breaks(partition, EventType.SCORING_CLOSED, "{}");
                }
            }
        }
        ranking.flush();

        // One consumer, so that its first poll has records of both partitions.
        try (var service = RunningService.on(database, ONE_CONSUMER)) {
            service.awaitItems("CITY", 20);
            await().atMost(PATIENCE).until(ranking::isConsumed);

            assertThat(events(service, "CITY")).hasSize(20).doesNotHaveDuplicates();
            assertThat(events(service, "HBT")).hasSize(20).doesNotHaveDuplicates();
            var letters = ranking.deadLetters();
            assertThat(letters).hasSize(lettersBefore + 4);
            assertThat(letters.subList(lettersBefore, lettersBefore + 4))
                    .extracting(letter ->
                            new String(letter.headers().lastHeader("dlt-reason").value(), UTF_8))
                    .containsOnly("invalid-data");
        }
    }

    private int lettersSoFar() {
        try (var service = RunningService.on(RunningService.emptyDatabase())) {
            return ranking.deadLetters().size();
        }
    }

    private static List<String> events(RunningService service, String recipient) {
        var items = service.get("/inboxes/" + recipient + "/items?limit=100").get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("event").asString())
                .toList();
    }

    private static List<Long> seqs(RunningService service, String recipient) {
        var items = service.get("/inboxes/" + recipient + "/items?limit=100").get("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get("seq").asLong())
                .sorted()
                .toList();
    }
}
