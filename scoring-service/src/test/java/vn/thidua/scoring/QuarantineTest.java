package vn.thidua.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.RunningScoring.API;
import static vn.thidua.scoring.Sample.marks;
import static vn.thidua.scoring.Sample.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.EventJson;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.Topics;
import vn.thidua.scoring.RunningScoring.Answer;

/** What was not counted: looked at, corrected, replayed or discarded by whom it concerns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuarantineTest {

    private static final String BOARD = "cum-cl:2019";

    private final RunningScoring scoring = RunningScoring.embedded("quarantine");

    @BeforeAll
    void open() {
        scoring.open(BOARD);
    }

    @AfterAll
    void stop() {
        scoring.close();
    }

    @Test
    void whatIsWrongIsCorrectedBesideWhatWasSentAndReplayedUnderItsIdentity() {
        var hbt = scoring.district("HBT");
        var wrong = peer(BOARD, "HBT", "DD", marks(650, 500, 900));
        var right = peer(BOARD, "HBT", "DD", marks(600, 500, 900));
        var id = refused("HBT", "e1", wrong);

        assertThat(hbt.post("/quarantine/" + id + "/replay", "").at("/outcome")).isEqualTo("REFUSED");
        assertThat(hbt.get(API + "/quarantine/" + id).at("/state")).isEqualTo("OPEN");
        var corrected = hbt.put("/quarantine/" + id + "/content", right);
        assertThat(corrected.at("/content/text")).contains("650");
        assertThat(corrected.at("/correction/text")).contains("600");
        var replayed = hbt.post("/quarantine/" + id + "/replay", "");
        assertThat(replayed.at("/outcome")).isEqualTo("ACCEPTED");
        assertThat(replayed.at("/source")).isEqualTo("/nguon");
        assertThat(replayed.at("/event")).isEqualTo("e1");
        assertThat(hbt.post("/quarantine/" + id + "/replay", "").at("/outcome")).isEqualTo("REPEATED");
        var again = send("HBT", "e1", right);
        assertThat(again.status()).as("the same event, known already").isEqualTo(200);
        assertThat(again.json()).isEqualTo(replayed.json().path("receipt"));

        assertThat(hbt.get(API + "/quarantine/" + id).at("/state")).isEqualTo("REPLAYED");
        assertThat(slug(hbt.put("/quarantine/" + id + "/content", wrong))).isEqualTo("409 quarantine-settled");
        assertThat(slug(hbt.post("/quarantine/" + id + "/discard", Map.of("reason", "thôi"))))
                .isEqualTo("409 quarantine-settled");
        assertThat(audited("quarantine/" + id))
                .contains("quarantine-corrected DISTRICT HBT", "quarantine-replayed DISTRICT HBT");
    }

    @Test
    void whatIsGivenUpSaysWhyAndIsNotReplayed() {
        var hk = scoring.district("HK");
        var id = refused("HK", "e1", peer(BOARD, "HK", "DD", marks(-50, 500, 900)));

        assertThat(slug(hk.post("/quarantine/" + id + "/discard", Map.of()))).isEqualTo("422 reason-missing");
        assertThat(slug(hk.post("/quarantine/" + id + "/discard", Map.of("reason", " "))))
                .isEqualTo("422 reason-missing");
        assertThat(hk.post("/quarantine/" + id + "/discard", Map.of("reason", "gửi nhầm"))
                        .at("/reason"))
                .isEqualTo("gửi nhầm");
        assertThat(slug(hk.post("/quarantine/" + id + "/replay", ""))).isEqualTo("409 quarantine-settled");
        assertThat(ids(hk.get(API + "/quarantine?state=DISCARDED"))).contains(id);
        assertThat(ids(hk.get(API + "/quarantine?state=OPEN"))).doesNotContain(id);
    }

    @Test
    void anothersIsAnsweredAsWhatIsNotThere() {
        var id = refused("HBT", "e2", peer(BOARD, "HBT", "HK", marks(650, 500, 900)));
        var dd = scoring.district("DD");

        for (var unit : new String[] {"DD", "LB"}) {
            var stranger = scoring.district(unit);
            assertThat(body(stranger.get(API + "/quarantine/" + id), id))
                    .isEqualTo(body(stranger.get(API + "/quarantine/none"), "none"));
            assertThat(stranger.put("/quarantine/" + id + "/content", Map.of()).status())
                    .isEqualTo(404);
            assertThat(stranger.post("/quarantine/" + id + "/replay", "").status())
                    .isEqualTo(404);
            assertThat(stranger.post("/quarantine/" + id + "/discard", Map.of("reason", "x"))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(ids(dd.get(API + "/quarantine?unit=HBT"))).doesNotContain(id);
        assertThat(scoring.district("HBT").get(API + "/quarantine/" + id).at("/state"))
                .isEqualTo("OPEN");
    }

    @Test
    void operationsDealsWithItAndSeesNoContent() {
        var id = refused("DD", "e1", peer(BOARD, "DD", "HK", marks(650, 500, 900)));
        var operations = scoring.operations();

        assertThat(ids(operations.get(API + "/quarantine?unit=DD"))).contains(id);
        for (var answer : new Answer[] {
            operations.get(API + "/quarantine/" + id),
            operations.get(API + "/quarantine?unit=DD"),
            operations.post("/quarantine/" + id + "/replay", "")
        }) {
            assertThat(answer.isSuccess().response().body()).doesNotContain("650", "6,50", "6.50", "I.1");
        }
        assertThat(operations.put("/quarantine/" + id + "/content", Map.of()).status())
                .isEqualTo(403);
        assertThat(operations
                        .post("/quarantine/" + id + "/discard", Map.of("reason", "đã thống nhất"))
                        .at("/state"))
                .isEqualTo("DISCARDED");
        assertThat(audited("quarantine/" + id))
                .contains("quarantine-replayed OPERATIONS ", "quarantine-discarded OPERATIONS ");
    }

    @Test
    void theSameSentAgainIsKeptOnce() {
        var sheet = peer(BOARD, "HK", "HBT", marks(650, 500, 900));

        assertThat(refused("HK", "e3", sheet)).isEqualTo(refused("HK", "e3", sheet));
        assertThat(refused("HK", "e4", sheet)).isNotEqualTo(refused("HK", "e3", sheet));
    }

    private String refused(String unit, String event, SheetSubmission sheet) {
        var answer = send(unit, event, sheet);
        assertThat(answer.status()).isEqualTo(422);
        return answer.at("/quarantine");
    }

    private Answer send(String unit, String id, SheetSubmission sheet) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", "/nguon");
        event.put("type", Topics.SHEET_TYPE);
        event.put("data", sheet);
        return scoring.district(unit)
                .post(
                        "/events",
                        EventJson.mapper().writeValueAsString(event),
                        "Content-Type",
                        "application/cloudevents+json");
    }

    private String audited(String subject) {
        var found = new StringBuilder();
        for (var entry : scoring.get(API + "/audit?limit=500").json().path("items")) {
            if (text(entry, "subject").equals(subject)) {
                found.append(text(entry, "action"))
                        .append(' ')
                        .append(text(entry, "capacity"))
                        .append(' ')
                        .append(text(entry, "unit"))
                        .append('\n');
            }
        }
        return found.toString();
    }

    private static List<String> ids(Answer answer) {
        return StreamSupport.stream(answer.isSuccess().json().path("items").spliterator(), false)
                .map(item -> text(item, "id"))
                .toList();
    }

    private static String body(Answer answer, String id) {
        assertThat(answer.status()).isEqualTo(404);
        return answer.response().body().replace(id, "…");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static String slug(Answer answer) {
        return answer.status() + " " + answer.at("/type").substring("urn:thidua:problem:".length());
    }
}
