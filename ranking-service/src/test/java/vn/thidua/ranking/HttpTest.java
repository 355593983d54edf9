package vn.thidua.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.ranking.Case.bonus;
import static vn.thidua.ranking.RunningRanking.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.EventJson;
import vn.thidua.events.ScoreSubmitted;

@DisplayName("The ranking API over HTTP")
class HttpTest {

    private static RunningRanking ranking;

    private final Case cluster = Case.of("HBT", "DD", "HK");
    private final String board = "/api/ranking/v1/boards/" + cluster.board();

    @BeforeAll
    static void start() {
        ranking = RunningRanking.embedded("http");
    }

    @AfterAll
    static void stop() {
        ranking.close();
    }

    @Test
    @DisplayName("standings are not sent again to a reader that has them")
    void notModified() {
        tellOpened();

        var first = ranking.get(board + "/standings");
        var etag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(etag).isEqualTo("\"1\"");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        var again = ranking.get(board + "/standings", "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        tell(cluster.sheet("DD", "HBT", 9000), 1);
        assertThat(ranking.get(board + "/standings", "If-None-Match", etag).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("a reader who has seen newer standings elsewhere is never shown these")
    void neverOlder() {
        tellOpened();

        for (var newer : List.of("\"7\"", "W/\"7\"")) {
            var answer = ranking.get(board + "/standings", "If-None-Match", newer);
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("ETag")).contains(newer);
        }
        for (var other : List.of("\"0\"", "\"x\"", "\"7\", \"8\"")) {
            assertThat(ranking.get(board + "/standings", "If-None-Match", other).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a board says what it is about and how far it has come")
    void aBoard() {
        tellOpened();

        var body = json(ranking.get(board));

        assertThat(body.path("head").path("name").asString()).isEqualTo("Quận HBT");
        assertThat(body.path("members")).hasSize(3);
        assertThat(body.path("status").asString()).isEqualTo("OPEN");
        assertThat(body.path("scoreTable").path("version").asString()).isEqualTo("2019.1");
        assertThat(body.path("conference").path("date").asString()).isEqualTo("2019-11-05");
        assertThat(body.path("notice").asString()).isEqualTo("Điểm được giả định");
        assertThat(body.has("manifest")).isFalse();
    }

    @Test
    @DisplayName("a unit's marks stand by criterion, its own beside its peers' and their means")
    void aUnitsMarks() {
        tellOpened();
        tell(cluster.sheet("DD", "HBT", 9000, bonus(200)), 1);
        tell(cluster.sheet("HK", "HBT", 9051), 2);

        var unit = json(ranking.get(board + "/units/HBT"));

        assertThat(unit.path("self").isNull()).isTrue();
        assertThat(unit.has("self")).isTrue();
        assertThat(unit.path("scorers").values())
                .extracting(scorer -> scorer.path("id").asString())
                .containsExactly("DD", "HK");
        assertThat(unit.path("peers").values())
                .extracting(peer -> peer.path("scorer").path("id").asString() + " "
                        + peer.path("total").asInt() + " "
                        + peer.path("marks").path("II.1").asInt())
                .containsExactly("DD 9200 4000", "HK 9051 4051");
        assertThat(unit.path("means").path("I.1").asInt()).isEqualTo(5000);
        assertThat(unit.path("means").path("II.1").asInt()).isEqualTo(4026);
        assertThat(unit.path("row").path("base").asInt()).isEqualTo(9026);
        tell(cluster.sheet("HBT", "HBT", 9400), 3);
        assertThat(json(ranking.get(board + "/units/HBT"))
                        .path("self")
                        .path("total")
                        .asInt())
                .isEqualTo(9400);
    }

    @Test
    @DisplayName("boards are listed a page at a time")
    void boardsAreListed() {
        tellOpened();
        var other = Case.of("HM", "LB");
        ranking.tell(other.opened());
        await().until(() ->
                ranking.get("/api/ranking/v1/boards/" + other.board()).statusCode() == 200);

        var seen = new ArrayList<String>();
        var after = "";
        do {
            var page = json(ranking.get("/api/ranking/v1/boards?limit=1&after=" + after));
            assertThat(page.path("items").size()).isLessThanOrEqualTo(1);
            page.path("items")
                    .values()
                    .forEach(item -> seen.add(item.path("board").asString()));
            after = page.path("next").asString("");
        } while (!after.isEmpty());

        assertThat(seen).contains(cluster.board(), other.board()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("what does not exist is refused in both languages")
    void notFound() {
        tellOpened();
        var unknown = ranking.get("/api/ranking/v1/boards/no-such:2019/standings");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(unknown).path("type").asString()).isEqualTo("urn:thidua:problem:board-not-found");
        assertThat(json(unknown).path("title").asString()).isEqualTo("Không tìm thấy bảng thi đua");
        assertThat(json(unknown).path("detailEn").asString()).contains("no-such:2019");
        assertThat(json(unknown).path("instance").asString())
                .isEqualTo("/api/ranking/v1/boards/no-such:2019/standings");
        for (var path : new String[] {"", "/units/HBT", "/leadership", "/standings/stream"}) {
            assertThat(ranking.get("/api/ranking/v1/boards/no-such:2019" + path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(ranking.district("HBT")
                        .post("/api/ranking/v1/boards/no-such:2019/finalise", "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(json(ranking.get(board + "/units/XX")).path("type").asString())
                .isEqualTo("urn:thidua:problem:unit-not-found");
    }

    @Test
    @DisplayName("finalising too early says which sheets are missing")
    void finalisingTooEarly() {
        tellOpened();
        assertThat(json(ranking.district("HBT").post(board + "/finalise", ""))
                        .path("type")
                        .asString())
                .isEqualTo("urn:thidua:problem:scoring-not-closed");

        var sheets = cluster.sheets(Map.of("HBT", 9300, "DD", 9200, "HK", 9100));
        ranking.tell(sheets.subList(0, 8));
        ranking.tell(cluster.closed(sheets));
        await().until(() -> json(ranking.get(board + "/standings"))
                .path("status")
                .asString()
                .equals("CLOSED"));
        var refused = ranking.district("HBT").post(board + "/finalise", "");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("type").asString()).isEqualTo("urn:thidua:problem:results-incomplete");
        var missing = json(refused).path("missing");
        assertThat(missing).hasSize(1);
        assertThat(missing.path(0).path("sheet").asString()).isEqualTo(cluster.board() + "/SELF/HK/HK");
        assertThat(missing.path(0).path("what").asString()).isEqualTo("absent");
        assertThat(missing.path(0).path("expectedRevision").asLong()).isEqualTo(1);
        assertThat(missing.path(0).has("heldRevision")).isFalse();
        assertThat(json(ranking.get(board)).path("manifest").asInt()).isEqualTo(9);

        ranking.tell(sheets.getLast());
        await().untilAsserted(() -> assertThat(
                        ranking.district("HBT").post(board + "/finalise", "").statusCode())
                .isEqualTo(200));
        var first = ranking.district("HBT").post(board + "/finalise", "");
        assertThat(first.body())
                .isEqualTo(ranking.district("HBT").post(board + "/finalise", "").body());
        assertThat(first.headers().firstValue("ETag"))
                .contains("\"" + json(first).path("revision").asLong() + "\"");
    }

    @Test
    @DisplayName("a reader that comes back gets what changed, and nothing that it has seen")
    void aStreamIsResumed() {
        tellOpened();
        try (var stream = ranking.stream(board + "/standings/stream")) {
            await().untilAsserted(() -> assertThat(stream.ids()).containsExactly(1L));
            tell(cluster.sheet("DD", "HBT", 9000), 1);
            tell(cluster.sheet("HK", "HBT", 9000), 2);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(stream.ids()).contains(3L));
            assertThat(stream.ids()).isSorted().doesNotHaveDuplicates();
            assertThat(EventJson.mapper().treeToValue(stream.data().getLast(), vn.thidua.events.Standings.class))
                    .isEqualTo(EventJson.mapper()
                            .treeToValue(json(ranking.get(board + "/standings")), vn.thidua.events.Standings.class));
        }
        try (var behind = ranking.stream(board + "/standings/stream", "Last-Event-ID", "2");
                var current = ranking.stream(board + "/standings/stream", "Last-Event-ID", "3")) {
            await().untilAsserted(() -> assertThat(behind.ids()).containsExactly(3L));
            tell(cluster.sheet("HBT", "DD", 8000), 3);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(current.ids()).containsExactly(4L));
            await().untilAsserted(() -> assertThat(behind.ids()).containsExactly(3L, 4L));
        }
    }

    @Test
    @DisplayName("the leadership dialogue, with its refusals")
    void theLeadershipDialogue() {
        tellOpened();
        var leadership = board + "/leadership";
        assertThat(json(ranking.get(leadership)).path("state").asString()).isEqualTo("NONE");
        assertThat(json(ranking.get(leadership)).path("termYear").asInt()).isEqualTo(2020);
        assertThat(ranking.district("HBT").post(leadership + "/agreement", "").statusCode())
                .isEqualTo(409);
        assertThat(nominate("{\"head\":").statusCode()).isEqualTo(400);
        assertThat(json(nominate("{\"head\":\"DD\"}"))
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asString())
                .isEqualTo("/deputy");
        assertThat(nominate("{\"head\":\"DD\",\"deputy\":\"DD\",\"nominatedBy\":\"HBT\"}")
                        .statusCode())
                .isEqualTo(422);

        var nomination = "{\"head\":\"DD\",\"deputy\":\"HK\",\"nominatedBy\":\"HBT\"}";
        assertThat(nominate(nomination).statusCode()).isEqualTo(201);
        assertThat(nominate(nomination).statusCode()).isEqualTo(200);
        var early = ranking.district("HBT").post(leadership + "/agreement", "");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(json(early).path("awaiting").values())
                .extracting(node -> node.asString())
                .containsExactly("HBT", "DD", "HK");
        assertThat(ranking.district("DD")
                        .post(leadership + "/consents", "{\"unit\":\"DD\"}", "If-Match", "\"7\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(ranking.district("DD")
                        .post(leadership + "/consents", "{\"unit\":\"DD\"}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(ranking.get(leadership)).path("awaiting").values())
                .extracting(node -> node.asString())
                .containsExactly("HBT", "HK");
    }

    @Test
    @DisplayName("the API describes itself, and the service says how it is")
    void describesItself() {
        var openapi = json(ranking.get("/api/ranking/v1/openapi"));
        assertThat(openapi.path("paths").propertyNames())
                .contains(
                        "/api/ranking/v1/boards/{board}/standings",
                        "/api/ranking/v1/boards/{board}/finalise",
                        "/api/ranking/v1/boards/{board}/leadership/nomination");
        assertThat(json(ranking.nobody().get("/actuator/health/readiness"))
                        .path("status")
                        .asString())
                .isEqualTo("UP");
        await().untilAsserted(() -> {
            var pipeline = json(ranking.operations().get("/actuator/pipeline"));
            assertThat(pipeline.path("service").asString()).isEqualTo("ranking-service");
            assertThat(pipeline.path("outboxes").values())
                    .extracting(outbox -> outbox.path("collection").asString())
                    .containsExactlyInAnyOrder("boards", "leaderships", "proceedings");
        });
    }

    private java.net.http.HttpResponse<String> nominate(String json) {
        return ranking.district("HBT").post(board + "/leadership/nomination", json);
    }

    private void tellOpened() {
        ranking.tell(cluster.opened());
        await().atMost(Duration.ofSeconds(30)).until(() -> ranking.get(board).statusCode() == 200);
    }

    private void tell(ScoreSubmitted sheet, int counted) {
        ranking.tell(sheet);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> json(ranking.get(board + "/standings"))
                                .path("sheetsCounted")
                                .asInt()
                        == counted);
    }
}
