package vn.thidua.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.ranking.RunningRanking.json;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.Standings;
import vn.thidua.ranking.RunningRanking.Caller;

/** Final results are corrected as a set, by two people: on any broker and store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CorrectionKit {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Integer> MARKS = Map.of("HBT", 9320, "DD", 9270, "HK", 9000);

    private final String database = "corrections_" + UUID.randomUUID();
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
    @DisplayName("nobody sees anything of it before the second approval; then it is told once, naming what it replaces")
    void twoPeopleApprove() {
        var cluster = finalised();
        var before = everybodysStandings(cluster);
        var told = told(cluster);

        var proposed = propose(ranking.city(), cluster, "DD", "{\"I.1\": 4000}");

        assertThat(proposed.path("state").asString()).isEqualTo("PROPOSED");
        assertThat(proposed.at("/replaced/0/marks/I.1").asInt()).isEqualTo(5000);
        assertThat(proposed.at("/sheets/0/marks/I.1").asInt()).isEqualTo(4000);
        assertThat(proposed.path("changes").values())
                .extracting(change -> "%s %s→%s %s→%s"
                        .formatted(
                                change.at("/unit/id").asString(),
                                change.at("/before/rank"),
                                change.at("/after/rank"),
                                change.at("/before/total"),
                                change.at("/after/total")))
                .containsExactly("HBT 1→3 9320→8820", "DD 2→1 9270→9270", "HK 3→2 9000→9000");
        var approval = approval(cluster, proposed);
        assertThat(ranking.city().post(approval, "").statusCode())
                .as("a program is no person")
                .isEqualTo(403);
        assertThat(json(city("thanhpho").post(approval, "")).path("state").asString())
                .isEqualTo("PROPOSED");
        assertThat(json(city("thanhpho").post(approval, "")).path("approvals"))
                .as("the same person twice is one person")
                .hasSize(1);
        assertThat(everybodysStandings(cluster)).isEqualTo(before);
        assertThat(told(cluster)).isEqualTo(told);

        var published = json(head("hbt").post(approval, ""));

        assertThat(published.path("state").asString()).isEqualTo("PUBLISHED");
        var replaces = proposed.path("replaces").asLong();
        for (var standings : everybodysStandings(cluster)) {
            assertThat(standings.path("status").asString()).isEqualTo("FINAL");
            assertThat(standings.path("revision").asLong()).isEqualTo(replaces + 1);
            assertThat(standings.at("/correction/replaces").asLong()).isEqualTo(replaces);
            assertThat(standings.at("/correction/because").asString()).isEqualTo("ghi nhầm");
            assertThat(standings.path("rows").values())
                    .extracting(row -> row.at("/unit/id").asString() + " " + row.path("total"))
                    .containsExactly("DD 9270", "HK 9000", "HBT 8820");
        }
        await().atMost(PATIENCE).until(() -> told(cluster).size() == told.size() + 1);
        assertThat(told(cluster).getLast()).satisfies(results -> {
            assertThat(results.standings().correction()).isEqualTo(new Standings.Correction(replaces, "ghi nhầm"));
            assertThat(results.changes()).hasSize(3);
            assertThat(results.corrected())
                    .singleElement()
                    .extracting(ScoreSubmitted::sheet, ScoreSubmitted::revision)
                    .containsExactly(sheet(cluster, "DD"), 2L);
        });
        assertThat(json(ranking.city().get("/api/ranking/v1/boards/" + cluster.board() + "/units/HBT"))
                        .path("corrected")
                        .toString())
                .isEqualTo("[\"DD\"]");
        assertThat(json(head("hbt").post(approval, "")).path("state").asString())
                .as("again changes nothing")
                .isEqualTo("PUBLISHED");
        assertThat(told(cluster)).as("told once").hasSize(told.size() + 1);
        assertThat(json(ranking.operations().get("/api/ranking/v1/shadow"))
                        .path("differences")
                        .valueStream()
                        .map(difference -> difference.path("board").asString()))
                .doesNotContain(cluster.board());
        assertThat(rebuilt(cluster).at("/progress/equal").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("two accounts of the head are not enough: one of the two is of the City")
    void oneIsOfTheCity() {
        var cluster = finalised();
        var proposed = propose(head("hbt"), cluster, "DD", "{\"I.1\": 4000}");

        head("hbt").post(approval(cluster, proposed), "");
        assertThat(json(head("hbt-2").post(approval(cluster, proposed), ""))
                        .path("state")
                        .asString())
                .isEqualTo("PROPOSED");
        assertThat(json(city("thanhpho").post(approval(cluster, proposed), ""))
                        .path("state")
                        .asString())
                .isEqualTo("PUBLISHED");
    }

    @Test
    @DisplayName("the next correction names the one before, carries its sheets too, and comes back from the log")
    void oneAfterTheOther() {
        var cluster = finalised();
        publish(cluster, propose(ranking.city(), cluster, "DD", "{\"I.1\": 4000}"));
        publish(cluster, propose(ranking.city(), cluster, "HK", "{\"I.1\": 4500}"));
        var results = standings(ranking.city(), cluster);
        await().atMost(PATIENCE).until(() -> told(cluster).size() == 3);

        var last = told(cluster).getLast();
        assertThat(last.standings().correction())
                .extracting(Standings.Correction::replaces)
                .isEqualTo(told(cluster).get(1).revision());
        assertThat(last.corrected())
                .extracting(ScoreSubmitted::sheet)
                .containsExactly(sheet(cluster, "DD"), sheet(cluster, "HK"));
        assertThat(row(results, "HBT")).isEqualTo(8570);
        boards.deleteOne(new Document("_id", cluster.board()));
        rebuilt(cluster);
        assertThat(standings(ranking.city(), cluster)).isEqualTo(results);
        assertThat(told(cluster)).hasSize(3);
    }

    @Test
    @DisplayName("what somebody changed by hand where it is kept is not published by a correction")
    void notFromAlteredSheets() {
        var cluster = finalised();
        boards.updateOne(
                new Document("_id", cluster.board()),
                new Document("$set", new Document("sheets.PEER/HK/HBT.m", "{\"I.1\":0,\"II.1\":0}")));

        var refused = ranking.city().post(corrections(cluster), body(cluster, "DD", "{\"I.1\": 4000}"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).at("/missing/0/sheet").asString())
                .as(refused.body())
                .isEqualTo(sheet(cluster, "HK"));
    }

    @Test
    @DisplayName("a correction that would leave an award undecided is refused, and says who is tied")
    void notWithAnOpenTie() {
        var cluster = finalised(Case.of("HBT", "DD", "HK").under(Case.WITH_AWARDS), Map.of("HBT", 9300, "DD", 9250));

        var refused = ranking.city().post(corrections(cluster), body(cluster, "DD", "{\"I.1\": 4900}"));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(type(json(refused))).isEqualTo("results-undecided");
        assertThat(json(refused).at("/undecided/0/units").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("HBT", "DD");
    }

    @Test
    @DisplayName("what cannot be corrected is refused with what is wrong")
    void refusals() {
        var cluster = Case.of("HBT", "DD", "HK");
        var sheets = cluster.sheets(MARKS);
        ranking.tell(cluster.opened());
        ranking.tell(sheets);
        awaitStatus(cluster, "OPEN");
        assertThat(problem(ranking.city(), cluster, body(cluster, "DD", "{\"I.1\": 4000}")))
                .isEqualTo("results-not-final");
        ranking.tell(cluster.closed(sheets));
        awaitStatus(cluster, "CLOSED");
        ranking.district("HBT").post("/api/ranking/v1/boards/" + cluster.board() + "/finalise", "");

        assertThat(problem(ranking.district("DD"), cluster, "{}")).isEqualTo("forbidden");
        assertThat(problem(ranking.district("BD"), cluster, "{}")).isEqualTo("board-not-found");
        assertThat(problem(ranking.city(), cluster, body(cluster, "DD", "{\"I.1\": 5000}")))
                .isEqualTo("correction-changes-nothing");
        var invalid =
                ranking.city().post(corrections(cluster), """
                {"sheets": [{"sheet": "%s", "marks": {"I.1": 4001, "X": 1, "II.1": null}},
                  {"sheet": "%s", "adjustments": [{"rule": "BON.1", "points": 450}, {"rule": "BON.1", "points": 100}]},
                  {"sheet": "x"}, null]}""".formatted(sheet(cluster, "DD"), sheet(cluster, "HK")));
        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(json(invalid).path("errors").values())
                .extracting(error -> error.path("pointer").asString())
                .containsExactlyInAnyOrder(
                        "/because",
                        "/sheets/0/marks/I.1",
                        "/sheets/0/marks/II.1",
                        "/sheets/0/marks/X",
                        "/sheets/1/adjustments",
                        "/sheets/2/sheet",
                        "/sheets/3/sheet");

        var open = propose(ranking.city(), cluster, "DD", "{\"I.1\": 4000}");
        assertThat(problem(ranking.city(), cluster, body(cluster, "DD", "{\"I.1\": 3000}")))
                .isEqualTo("correction-open");
        var number = corrections(cluster) + "/" + open.path("number").asString();
        assertThat(json(ranking.city().post(number + "/withdrawal", ""))
                        .path("state")
                        .asString())
                .isEqualTo("WITHDRAWN");
        assertThat(type(json(city("thanhpho").post(number + "/approval", "")))).isEqualTo("correction-over");
        assertThat(type(json(city("thanhpho").post(corrections(cluster) + "/9/approval", ""))))
                .isEqualTo("correction-not-found");
        assertThat(json(ranking.city().get(corrections(cluster)))).hasSize(1);
    }

    private Case finalised() {
        return finalised(Case.of("HBT", "DD", "HK"), MARKS);
    }

    private Case finalised(Case cluster, Map<String, Integer> marks) {
        var sheets = cluster.sheets(marks);
        ranking.tell(cluster.opened());
        ranking.tell(sheets);
        ranking.tell(cluster.closed(sheets));
        awaitStatus(cluster, "CLOSED");
        var results = ranking.district("HBT").post("/api/ranking/v1/boards/" + cluster.board() + "/finalise", "");
        assertThat(results.statusCode()).as(results.body()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> told(cluster).size() == 1);
        return cluster;
    }

    private void awaitStatus(Case cluster, String status) {
        await().atMost(PATIENCE).until(() -> {
            var standings = standings(ranking.city(), cluster);
            return standings.path("status").asString("").equals(status)
                    && standings.path("sheetsCounted").asInt() == 9;
        });
    }

    private JsonNode propose(Caller caller, Case cluster, String scorer, String marks) {
        var proposed = caller.post(corrections(cluster), body(cluster, scorer, marks));
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(201);
        return json(proposed);
    }

    private void publish(Case cluster, JsonNode proposed) {
        head("hbt").post(approval(cluster, proposed), "");
        assertThat(json(city("thanhpho").post(approval(cluster, proposed), ""))
                        .path("state")
                        .asString())
                .isEqualTo("PUBLISHED");
    }

    private static String corrections(Case cluster) {
        return "/api/ranking/v1/boards/" + cluster.board() + "/corrections";
    }

    private static String approval(Case cluster, JsonNode proposed) {
        return corrections(cluster) + "/" + proposed.path("number").asString() + "/approval";
    }

    /** A peer's sheet for HBT. */
    private static String sheet(Case cluster, String scorer) {
        return cluster.board() + "/PEER/" + scorer + "/HBT";
    }

    private static String body(Case cluster, String scorer, String marks) {
        return "{\"because\": \"ghi nhầm\", \"sheets\": [{\"sheet\": \"%s\", \"marks\": %s}]}"
                .formatted(sheet(cluster, scorer), marks);
    }

    private static String problem(Caller caller, Case cluster, String body) {
        return type(json(caller.post(corrections(cluster), body)));
    }

    private static String type(JsonNode problem) {
        return problem.path("type").asString().replace("urn:thidua:problem:", "");
    }

    private JsonNode rebuilt(Case cluster) {
        var where = ranking.operations()
                .post("/api/ranking/v1/rebuilds", "{\"board\":\"" + cluster.board() + "\"}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return await().atMost(PATIENCE)
                .until(
                        () -> json(ranking.operations().get(where)),
                        rebuild -> rebuild.path("state").asString().equals("DONE"));
    }

    private List<JsonNode> everybodysStandings(Case cluster) {
        return Stream.of(ranking.city(), ranking.district("HBT"), ranking.district("DD"), ranking.publicReader())
                .map(caller -> standings(caller, cluster))
                .toList();
    }

    private static JsonNode standings(Caller caller, Case cluster) {
        return json(caller.get("/api/ranking/v1/boards/" + cluster.board() + "/standings"));
    }

    private static int row(JsonNode standings, String unit) {
        return standings
                .path("rows")
                .valueStream()
                .filter(row -> row.at("/unit/id").asString().equals(unit))
                .findFirst()
                .orElseThrow()
                .path("total")
                .asInt();
    }

    private List<ResultsFinalised> told(Case cluster) {
        return RankingTopic.of(ranking.brokers()).about(cluster.board()).stream()
                .filter(ResultsFinalised.class::isInstance)
                .map(ResultsFinalised.class::cast)
                .toList();
    }

    private Caller city(String person) {
        return ranking.with(claims -> claims.subject(person).claim("thidua_role", "CITY"));
    }

    private Caller head(String person) {
        return ranking.with(claims ->
                claims.subject(person).claim("thidua_role", "DISTRICT").claim("thidua_unit", "HBT"));
    }
}
