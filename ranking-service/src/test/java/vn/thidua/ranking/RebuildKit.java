package vn.thidua.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.ranking.RunningRanking.json;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.Event;
import vn.thidua.events.ScoreSubmitted;

/** Rebuilding while everything goes on, on any broker and store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RebuildKit {

    private static final String REBUILDS = "/api/ranking/v1/rebuilds";
    private static final Map<String, Integer> MARKS = Map.of("HBT", 9320, "DD", 9270, "HK", 9000);

    private final String database = "rebuild_" + UUID.randomUUID();
    private RunningRanking ranking;
    private MongoClient client;
    private MongoCollection<Document> boards;

    abstract RunningRanking start(String database);

    /** The connection string of the store. */
    abstract String store();

    @BeforeAll
    void startService() {
        ranking = start(database);
        client = MongoClients.create(store());
        boards = client.getDatabase(database).getCollection("boards");
    }

    @AfterAll
    void stopService() {
        ranking.close();
        client.close();
    }

    @Test
    @DisplayName("a board is counted again from the log, and what was wrong with it is named and put right")
    void aChangedMarkIsPutRight() {
        var cluster = Case.of("HBT", "DD", "HK");
        counted(cluster);
        var before = standings(cluster);
        try (var reader = ranking.stream(path(cluster) + "/stream")) {
            change(cluster, "sheets.PEER/DD/HBT.m", "{\"I.1\":0,\"II.1\":0}");
            change(cluster, "standings", before.toString().replace("9320", "9321"));

            var compared = rebuild("{\"board\":\"%s\",\"compareOnly\":true}".formatted(cluster.board()));
            assertThat(compared.at("/progress/switched").asInt()).isEqualTo(1);
            assertThat(standings(cluster).toString()).contains("9321");

            var rebuilt = rebuild("{\"board\":\"%s\"}".formatted(cluster.board()));

            assertThat(rebuilt.at("/progress/boards").asInt()).isEqualTo(1);
            assertThat(rebuilt.at("/progress/switched").asInt()).isEqualTo(1);
            assertThat(subjects(rebuilt)).contains(cluster.board() + "/PEER/DD/HBT", "unit/HBT");
            var after = standings(cluster);
            assertThat(after.path("rows")).isEqualTo(before.path("rows"));
            assertThat(after.path("revision").asLong())
                    .as("somebody may have read the wrong ones under the old revision")
                    .isEqualTo(before.path("revision").asLong() + 1);
            await().untilAsserted(() -> assertThat(reader.ids())
                    .isSorted()
                    .endsWith(after.path("revision").asLong()));
            assertThat(rebuild("{\"board\":\"%s\"}".formatted(cluster.board()))
                            .at("/progress/equal")
                            .asInt())
                    .isEqualTo(1);
            await().untilAsserted(() -> assertThat(client.getDatabase(database).listCollectionNames())
                    .as("the generation is gone")
                    .noneMatch(name -> name.startsWith("boards-rebuilt")));
        }
    }

    @Test
    @DisplayName("boards that the store has lost come back from the log, final ones as they were told")
    void lostBoardsComeBack() {
        var open = Case.of("HBT", "DD", "HK");
        var ended = Case.of("HBT", "DD", "HK");
        counted(open);
        finalised(ended);
        var before = Stream.of(open, ended).map(this::standings).toList();
        var told = told(ended);
        boards.deleteMany(new Document("_id", new Document("$in", List.of(open.board(), ended.board()))));
        assertThat(ranking.get(path(ended)).statusCode()).isEqualTo(404);

        var rebuilt = rebuild("{}");

        assertThat(rebuilt.path("state").asString()).as(rebuilt.toString()).isEqualTo("DONE");
        assertThat(Stream.of(open, ended).map(this::standings)).isEqualTo(before);
        assertThat(told(ended)).as("nothing is told twice").isEqualTo(told);
    }

    @Test
    @DisplayName("final results stay, and are named, when the log has others; only people correct them")
    void finalResultsStay() {
        var cluster = Case.of("HBT", "DD", "HK");
        finalised(cluster);
        var before = standings(cluster);
        ranking.tell(cluster.sheet(9, "DD", "HBT", 1));

        var rebuilt = rebuild("{\"board\":\"%s\"}".formatted(cluster.board()));

        assertThat(rebuilt.at("/progress/kept").asInt()).isEqualTo(1);
        assertThat(subjects(rebuilt)).contains("unit/HBT");
        assertThat(standings(cluster)).isEqualTo(before);
    }

    @Test
    @DisplayName("events that keep coming are counted once, and no reader sees a revision go back")
    void whileEventsKeepComing() throws Exception {
        var cluster = Case.of("HBT", "DD", "HK");
        counted(cluster);
        var more = new AtomicBoolean(true);
        var seed = new Random(7);
        var last = new ArrayList<ScoreSubmitted>();
        var producer = Thread.ofVirtual().start(() -> {
            for (var revision = 2; more.get(); revision++) {
                var sheet = cluster.sheet(revision, "DD", "HBT", 9000 + seed.nextInt(500));
                ranking.tell(sheet, sheet);
                last.add(sheet);
            }
        });
        try (var reader = ranking.stream(path(cluster) + "/stream")) {
            for (var i = 0; i < 4; i++) {
                change(cluster, "sheets.PEER/HK/HBT.m", "{\"I.1\":0,\"II.1\":0}");
                var rebuilt = rebuild("{\"board\":\"%s\"}".formatted(cluster.board()));
                assertThat(rebuilt.path("state").asString())
                        .as(rebuilt.toString())
                        .isEqualTo("DONE");
            }
            more.set(false);
            producer.join();
            var newest = last.getLast();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(boards.find(new Document("_id", cluster.board()))
                                    .map(board -> board.getEmbedded(List.of("sheets", "PEER/DD/HBT", "r"), Long.class)))
                            .containsExactly(newest.revision()));
            var marks =
                    newest.marks().values().stream().mapToInt(Integer::intValue).sum();
            await().untilAsserted(() -> assertThat(
                            standings(cluster).path("rows").values())
                    .filteredOn(row -> row.at("/unit/id").asString().equals("HBT"))
                    .singleElement()
                    .extracting(row -> row.path("base").asInt())
                    .isEqualTo((marks + 9320 + 1) / 2));
            await().untilAsserted(() -> assertThat(reader.ids())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .endsWith(standings(cluster).path("revision").asLong()));
            // Of two that write one board, one may publish late what the other superseded: readers go by revision.
            assertThat(told(cluster).stream().mapToLong(Event::revision).max())
                    .hasValue(standings(cluster).path("revision").asLong());
        }
    }

    @Test
    @DisplayName("one rebuild runs at a time, by operations alone")
    void byOperationsAlone() {
        assertThat(ranking.city().post(REBUILDS, "{}").statusCode()).isEqualTo(403);
        assertThat(ranking.district("HBT").post(REBUILDS, "{}").statusCode()).isEqualTo(403);
        assertThat(ranking.operations().get(REBUILDS + "/none").statusCode()).isEqualTo(404);
        var elsewhere = new Document("_id", "running").append("rebuild", "elsewhere");
        var rebuilds = client.getDatabase(database).getCollection("rebuilds");
        rebuilds.insertOne(new Document(elsewhere).append("seenAt", new Date()));

        var second = ranking.operations().post(REBUILDS, "{}");
        rebuilds.deleteOne(elsewhere);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(json(second).path("type").asString()).endsWith("rebuild-running");
    }

    private void counted(Case cluster) {
        ranking.tell(cluster.opened());
        ranking.tell(cluster.sheets(MARKS));
        awaitSheets(cluster);
    }

    private void awaitSheets(Case cluster) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(json(ranking.get(path(cluster)))
                                .path("sheetsCounted")
                                .asInt())
                        .isEqualTo(9));
    }

    private void finalised(Case cluster) {
        var sheets = cluster.sheets(MARKS);
        ranking.tell(cluster.opened());
        ranking.tell(sheets);
        ranking.tell(cluster.closed(sheets));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> standings(cluster).path("status").asString().equals("CLOSED"));
        var results = ranking.district("HBT").post("/api/ranking/v1/boards/" + cluster.board() + "/finalise", "");
        assertThat(results.statusCode()).as(results.body()).isEqualTo(200);
        await().until(() -> told(cluster).getLast().id().startsWith("results-finalised"));
    }

    private void change(Case cluster, String field, String value) {
        assertThat(boards.updateOne(
                                new Document("_id", cluster.board()), new Document("$set", new Document(field, value)))
                        .getModifiedCount())
                .isEqualTo(1);
    }

    private JsonNode rebuild(String wanted) {
        var accepted = ranking.operations().post(REBUILDS, wanted);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        var where = accepted.headers().firstValue("Location").orElseThrow();
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> json(ranking.operations().get(where)),
                        rebuild -> !List.of("READING", "SWITCHING")
                                .contains(rebuild.path("state").asString()));
    }

    private static List<String> subjects(JsonNode rebuild) {
        return rebuild.path("deviations")
                .valueStream()
                .map(deviation -> deviation.path("subject").asString())
                .toList();
    }

    private List<Event> told(Case cluster) {
        return RankingTopic.of(ranking.brokers()).about(cluster.board());
    }

    private JsonNode standings(Case cluster) {
        return json(ranking.get(path(cluster)));
    }

    private static String path(Case cluster) {
        return "/api/ranking/v1/boards/" + cluster.board() + "/standings";
    }
}
