package vn.thidua.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.RunningScoring.API;
import static vn.thidua.scoring.Sample.marks;
import static vn.thidua.scoring.Sample.peer;
import static vn.thidua.scoring.Sample.replacing;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.thidua.events.EventJson;
import vn.thidua.events.Receipt;
import vn.thidua.events.ScoreTable;
import vn.thidua.scoring.RunningScoring.Answer;

/** The service as its clients see it, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpTest {

    private final RunningScoring scoring = RunningScoring.embedded("http");

    @AfterAll
    void stop() {
        scoring.close();
    }

    @Test
    void unitsAreRegisteredRenamedAndListed() {
        assertThat(scoring.put("/units/ZZ-1", Map.of("name", "Quận Một")).status())
                .isEqualTo(201);
        assertThat(scoring.put("/units/ZZ-1", Map.of("name", "Phường Một")).status())
                .isEqualTo(200);
        assertThat(scoring.get(API + "/units/ZZ-1").at("/name")).isEqualTo("Phường Một");
        assertThat(scoring.get(API + "/units?after=ZZ-0&limit=1").json().path("items"))
                .hasSize(1);

        assertThat(scoring.get(API + "/units/ZZ-9").at("/type")).isEqualTo("urn:thidua:problem:unit-unknown");
        assertThat(scoring.put("/units/CITY", Map.of("name", "Thành phố")).errors())
                .containsExactly(" unit-id");
        assertThat(scoring.put("/units/thường", Map.of("name", " ")).errors())
                .containsExactly(" unit-id", "/name name-length");
    }

    /** Neither by the filter that reads forms, nor by the firewall that looks at their parameters. */
    @Test
    void aFormIsNotRead() {
        var form = BodyPublishers.ofString("{# x=%H");
        var type = new String[] {"Content-Type", "application/x-www-form-urlencoded"};
        for (var path : List.of("/boards/cum-f:2019/sheets", "/events")) {
            var answer = scoring.district("HBT").post(path, form, type);
            assertThat(answer.status()).as(path).isEqualTo(415);
        }
        assertThat(scoring.city().put("/units/Z1", form, type).status()).isEqualTo(415);
    }

    @Test
    void aClusterNamesRegisteredUnitsOnce() {
        scoring.put("/units/Z1", Map.of("name", "Một")).isSuccess();
        var member = Map.of("unit", "Z1", "from", "2019-01-01", "to", "2019-12-31");

        assertThat(scoring.put("/clusters/cum-z", Map.of("name", "Cụm", "members", List.of(member)))
                        .status())
                .isEqualTo(201);
        assertThat(scoring.get(API + "/clusters/cum-z").at("/members/0/to")).isEqualTo("2019-12-31");
        assertThat(scoring.put(
                                "/clusters/cum-z",
                                Map.of(
                                        "name",
                                        "Cụm",
                                        "members",
                                        List.of(
                                                member,
                                                Map.of("unit", "Z1", "from", "2019-12-31"),
                                                Map.of("unit", "Z9", "from", "2019-12-31", "to", "2019-01-01"))))
                        .errors())
                .containsExactly(
                        "/members/1 memberships-overlap",
                        "/members/2/unit unit-unknown",
                        "/members/2/to ends-before-it-starts");
        assertThat(scoring.put("/clusters/cum-z", "{\"name\":\"Cụm\",\"members\":[{\"unit\":\"Z1\"}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aScoreTableIsWrittenOnce() {
        scoring.put("/clusters/cum-t", Map.of("name", "Cụm")).isSuccess();
        var path = "/clusters/cum-t/score-tables/2019.1";

        assertThat(scoring.put(path, Sample.TABLE).status()).isEqualTo(201);
        assertThat(scoring.put(path, Sample.TABLE).status()).isEqualTo(200);
        var other = new ScoreTable(
                "2019.1",
                2000,
                500,
                300,
                2400,
                50,
                Sample.TABLE.groups(),
                Sample.TABLE.bonusRules(),
                Sample.TABLE.penaltyRules());
        var frozen = scoring.put(path, other);
        assertThat(frozen.status()).isEqualTo(409);
        assertThat(frozen.at("/type")).isEqualTo("urn:thidua:problem:score-table-frozen");
        assertThat(scoring.get(API + path).at("/totalCap")).isEqualTo("2300");
        assertThat(scoring.get(API + "/clusters/cum-t/score-tables").json().path("items"))
                .hasSize(1);
        assertThat(scoring.put("/clusters/cum-none/score-tables/1", Sample.TABLE)
                        .status())
                .isEqualTo(404);
        assertThat(scoring.put("/clusters/cum-t/score-tables/2", "{\"baseMax\":9.5}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aBoardGoesFromPreparedOverOpenToClosed() {
        var board = "cum-b:2019";
        var path = "/boards/" + board;
        assertThat(scoring.get(API + path).status()).isEqualTo(404);
        assertThat(scoring.put(path, RunningScoring.plan()).errors()).contains(" cluster-unknown");
        scoring.open(board);
        assertThat(scoring.put(path, RunningScoring.plan()).status()).isEqualTo(200);
        assertThat(scoring.district("HBT").post(path + "/open", "").at("/state"))
                .isEqualTo("OPEN");
        var changed = new LinkedHashMap<>(RunningScoring.plan());
        changed.put("notice", "Khác");
        assertThat(scoring.put(path, changed).at("/type")).isEqualTo("urn:thidua:problem:board-frozen");

        var open = scoring.get(API + path);
        assertThat(open.at("/counts/expected")).isEqualTo("9");
        assertThat(open.json().path("missing")).hasSize(9);
        assertThat(open.at("/definition/members/0/name")).isEqualTo("Quận Hai Bà Trưng");

        var early = scoring.district("HBT").post(path + "/close", "{}");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.at("/type")).isEqualTo("urn:thidua:problem:sheets-missing");
        assertThat(early.json().path("missing")).hasSize(9);

        scoring.district("HBT")
                .post(path + "/sheets", peer(board, "HBT", "DD", marks(500, 500, 900)))
                .isSuccess();
        var closed = scoring.district("HBT").post(path + "/close", Map.of("missingBecause", "Hết hạn nộp"));
        assertThat(closed.json().path("manifest")).hasSize(1);
        assertThat(closed.json().path("missing")).hasSize(8);
        assertThat(scoring.district("HBT").post(path + "/close", "").response().body())
                .isEqualTo(closed.response().body());
        assertThat(scoring.get(API + path).at("/missingBecause")).isEqualTo("Hết hạn nộp");

        assertThat(scoring.district("HBT")
                        .post(path + "/sheets", peer(board, "HBT", "HK", marks(500, 500, 900)))
                        .at("/type"))
                .isEqualTo("urn:thidua:problem:scoring-closed");
        assertThat(scoring.district("HBT")
                        .post(path + "/sheets", peer(board, "HBT", "DD", marks(500, 500, 900)))
                        .status())
                .as("the same content again still has its receipt")
                .isEqualTo(200);
        assertThat(scoring.get(API + "/boards?after=cum-b:2018&limit=1").at("/items/0/board"))
                .isEqualTo(board);
    }

    @Test
    void aBoardThatIsNotOpenTakesNoSheets() {
        scoring.open("cum-p:2019");
        scoring.put("/boards/cum-p:2019-H1", RunningScoring.plan()).isSuccess();

        var refused = scoring.district("HBT")
                .post("/boards/cum-p:2019-H1/sheets", peer("cum-p:2019-H1", "HBT", "DD", marks(500, 500, 900)));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/type")).isEqualTo("urn:thidua:problem:board-not-open");
        assertThat(scoring.district("HBT")
                        .post("/boards/cum-p:2019-H1/close", "{}")
                        .status())
                .isEqualTo(409);
        assertThat(scoring.district("HBT").post("/boards/none/open", "").status())
                .isEqualTo(404);
    }

    @Test
    void aSheetIsSubmittedRepeatedAndCorrected() {
        var board = "cum-s:2019";
        scoring.open(board);
        var path = "/boards/" + board + "/sheets";
        var sheet = peer(board, "HBT", "DD", marks(500, 500, 900));
        var better = peer(board, "HBT", "DD", marks(550, 500, 900));

        var first = scoring.district("HBT").post(path, sheet, "Idempotency-Key", "a");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(API + path + "/PEER/HBT/DD");
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(first.at("/digest")).matches("sha-256:[0-9a-f]{64}");

        assertThat(same(first, scoring.district("HBT").post(path, sheet, "Idempotency-Key", "a")))
                .isTrue();
        assertThat(same(first, scoring.district("HBT").post(path, sheet))).isTrue();

        assertThat(problem(scoring.district("HBT").post(path, better))).isEqualTo("428 revision-required");
        assertThat(problem(scoring.district("HBT").post(path, better, "If-Match", "\"7\"")))
                .isEqualTo("412 revision-stale");
        assertThat(problem(scoring.district("HBT").post(path, better, "If-Match", "seven")))
                .isEqualTo("400 if-match-unreadable");
        assertThat(problem(scoring.district("HBT").post(path, better, "If-Match", "\"1\"", "Idempotency-Key", "a")))
                .isEqualTo("422 idempotency-key-reused");

        var second = scoring.district("HBT").post(path, better, "If-Match", "\"1\"", "Idempotency-Key", "b");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("ETag")).isEqualTo("\"2\"");
        var third = scoring.district("HBT").post(path, replacing(sheet, 2), "Idempotency-Key", "c");
        assertThat(third.at("/revision")).isEqualTo("3");
        assertThat(same(
                        second,
                        scoring.district("HBT").post(path, better, "If-Match", "\"1\"", "Idempotency-Key", "b")))
                .isTrue();

        var standing = scoring.district("HBT").get(API + path + "/PEER/HBT/DD");
        assertThat(standing.header("ETag")).isEqualTo("\"3\"");
        assertThat(standing.at("/marks/I.1")).isEqualTo("500");
        assertThat(scoring.district("HBT")
                        .get(API + path + "/PEER/HBT/DD", "If-None-Match", "\"3\"")
                        .status())
                .isEqualTo(304);
        assertThat(scoring.district("HBT").get(API + path + "/PEER/HBT/HK").status())
                .isEqualTo(404);
    }

    @Test
    void aRefusalNamesTheFieldAndTheRuleInBothLanguages() {
        var board = "cum-r:2019";
        scoring.open(board);
        var path = "/boards/" + board + "/sheets";

        var refused = scoring.district("HBT").post(path, peer(board, "HBT", "DD", marks(650, 500, 900)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.at("/instance")).isEqualTo(API + path);
        assertThat(refused.errors()).containsExactly("/marks/I.1 mark-above-max");
        assertThat(refused.at("/errors/0/detail")).contains("6,50", "6,00");
        assertThat(refused.at("/errors/0/detailEn")).contains("6.50", "6.00");

        assertThat(problem(scoring.district("HBT").post(path, "{\"kind\":"))).isEqualTo("400 body-unreadable");
        assertThat(problem(scoring.district("HBT").post(path, "{\"kind\":\"SELF\",\"kind\":\"PEER\"}")))
                .isEqualTo("400 body-unreadable");
        assertThat(problem(scoring.district("HBT").post(path, "{\"marks\":{\"I.1\":5.5}}")))
                .isEqualTo("400 body-unreadable");
        assertThat(problem(scoring.district("HBT").post(path, "{\"marks\":{\"I.1\":\"5\"}}")))
                .isEqualTo("400 body-unreadable");
        assertThat(problem(scoring.district("HBT").post(path, peer("cum-x:2019", "HBT", "DD", marks(0, 0, 0)))))
                .isEqualTo("422 board-differs");
        assertThat(problem(scoring.district("HBT")
                        .post("/boards/cum-x:2019/sheets", peer("cum-x:2019", "A", "B", marks(0, 0, 0)))))
                .isEqualTo("404 board-unknown");
        assertThat(scoring.district("HBT").post(path, "{}").errors())
                .contains("/kind kind-unknown", "/marks/II.1 mark-missing");
    }

    @Test
    void aBodyHasALimitWhetherItsLengthIsSaidOrNot() {
        var tooLong = "{\"name\":\"" + "x".repeat(300_000) + "\"}";

        assertThat(problem(scoring.put("/units/LONG", tooLong))).isEqualTo("413 body-too-large");
        assertThat(scoring.put(
                                "/units/LONG",
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong.getBytes(UTF_8))))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void theInterfaceDescribesItself() {
        var description = scoring.get(API + "/openapi").isSuccess().json();

        assertThat(description.path("paths").propertyNames())
                .contains(API + "/boards/{board}/sheets", API + "/quarantine/{id}/replay");
        assertThat(description
                        .at("/paths/~1api~1scoring~1v1~1boards~1{board}~1close/post/summary")
                        .asString(""))
                .isEqualTo("Close a board");
    }

    @Test
    void everyListIsServedInPages() {
        var description = scoring.get(API + "/openapi").isSuccess().json();
        var lists = new ArrayList<String>();
        for (var path : description.path("paths").propertyNames()) {
            var get = description.path("paths").path(path).path("get");
            for (var media : get.path("responses").path("200").path("content")) {
                var schema = media.path("schema");
                var named = schema.path("$ref").asString("");
                var shape = named.isEmpty() ? schema : description.at(named.substring(1));
                assertThat(shape.path("type").asString("")).as(path).isNotEqualTo("array");
                if (shape.path("properties").has("items")) {
                    lists.add(path);
                    assertThat(shape.path("properties").has("next")).as(path).isTrue();
                    assertThat(get.path("parameters"))
                            .as(path)
                            .extracting(parameter -> parameter.path("name").asString(""))
                            .contains("after", "limit");
                }
            }
        }
        assertThat(lists).contains(API + "/clusters/{cluster}/score-tables", API + "/boards", API + "/units");
    }

    @Test
    void itIsHealthyAndShowsItsPipeline() {
        assertThat(scoring.get("/actuator/health/readiness").at("/status")).isEqualTo("UP");
        var pipeline =
                scoring.operations().get("/actuator/pipeline").isSuccess().json();
        assertThat(pipeline.path("service").asString("")).isEqualTo("scoring-service");
        assertThat(pipeline.path("outboxes")).hasSize(3);
    }

    /** But for the proof, which may be of a later checkpoint. */
    private static boolean same(Answer first, Answer again) {
        return again.status() == 200
                && unproved(again).equals(unproved(first))
                && again.header("ETag").equals(first.header("ETag"));
    }

    private static Receipt unproved(Answer answer) {
        var receipt = EventJson.read(Receipt.class, answer.response().body().getBytes(UTF_8));
        assertThat(receipt.proof()).isNotNull();
        return receipt.with(null);
    }

    private static String problem(Answer answer) {
        return answer.status() + " " + answer.at("/type").substring("urn:thidua:problem:".length());
    }
}
