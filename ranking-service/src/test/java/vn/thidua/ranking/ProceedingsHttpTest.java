package vn.thidua.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.ranking.RunningRanking.json;

import java.util.ArrayList;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Event;
import vn.thidua.ranking.proceedings.AllProceedings;
import vn.thidua.ranking.standings.Boards;

@DisplayName("Proceedings over HTTP: the standings follow, and results wait for what is undecided")
class ProceedingsHttpTest {

    private static RunningRanking ranking;

    private final Case cluster = Case.of("HBT", "DD", "HK").under(Case.WITH_AWARDS);
    private final String board = "/api/ranking/v1/boards/" + cluster.board();

    @BeforeAll
    static void start() {
        ranking = RunningRanking.embedded("proceedings_http");
    }

    @AfterAll
    static void stop() {
        ranking.close();
    }

    private void closed() {
        var sheets = cluster.sheets(Map.of("HBT", 8000, "DD", 9000, "HK", 9000));
        var events = new ArrayList<Event>();
        events.add(cluster.opened());
        events.addAll(sheets);
        events.add(cluster.closed(sheets));
        ranking.tell(events);
        await().until(() -> ranking.get(board + "/standings").body().contains("\"CLOSED\""));
    }

    @Test
    @DisplayName("a hold, a tie and what they need are named before results become final")
    void resultsWait() {
        closed();
        var head = ranking.district("HBT");
        var held = ranking.city().post(board + "/proceedings/holds", """
                {"unit": "HBT", "reason": "đang thanh tra", "basis": "Quy chế"}""");
        assertThat(held.statusCode()).isEqualTo(201);

        var refused = head.post(board + "/finalise", "");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("type").asString()).endsWith("results-undecided");
        assertThat(json(refused).path("undecided").valueStream())
                .extracting(each -> each.path("what").asString())
                .containsExactly("UNBROKEN", "HELD");

        assertThat(ranking.city()
                        .post(board + "/proceedings/holds/1/confirmation", "{\"reason\": \"chưa kết luận\"}")
                        .statusCode())
                .isEqualTo(201);
        var ballot = head.post(board + "/proceedings/ballots", """
                {"round": "FIRST", "votes": {"DD": 3, "HK": 0}, "present": 3, "reason": "biên bản kiểm phiếu"}""");
        assertThat(ballot.statusCode()).as(ballot.body()).isEqualTo(201);
        assertThat(json(ballot).path("ballots").path(0).path("counts").asBoolean())
                .isTrue();
        assertThat(head.post(board + "/finalise", "").statusCode()).isEqualTo(200);

        var row = json(ranking.get(board + "/standings")).path("rows").path(0);
        assertThat(row.path("unit").path("id").asString()).isEqualTo("DD");
        assertThat(row.path("award").asString()).isEqualTo("EMULATION_FLAG");
        assertThat(ranking.city()
                        .post(board + "/proceedings/holds", "{\"unit\": \"DD\", \"reason\": \"muộn\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    @DisplayName("a unit's page has the path to its total, and ties say what was tried")
    void why() {
        closed();

        var unit = json(ranking.get(board + "/units/DD"));
        assertThat(unit.path("path")
                        .valueStream()
                        .mapToInt(step -> step.path("amount").asInt())
                        .sum())
                .isEqualTo(unit.path("row").path("total").asInt());
        var tie = json(ranking.get(board + "/ties")).path("ties").path(0);
        assertThat(tie.path("unbroken").valueStream()).hasSize(2);
        assertThat(tie.path("because").path(0).path("vi").asString()).contains("Quận DD, Quận HK", "Cờ thi đua");
    }

    @Test
    @DisplayName("advice is for the City and the head, and changes nothing")
    void advice() {
        closed();
        var before = ranking.get(board + "/standings").body();

        assertThat(json(ranking.district("HBT").get(board + "/advice"))
                        .path("findings")
                        .valueStream())
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.path("text").path("vi").asString()).isNotBlank());
        assertThat(ranking.district("DD").get(board + "/advice").statusCode()).isEqualTo(403);
        assertThat(ranking.get(board + "/standings").body()).isEqualTo(before);
    }

    @Test
    @DisplayName("what is missing is named, and nothing is recorded without a reason")
    void invalid() {
        closed();

        var refused = ranking.city().post(board + "/proceedings/holds", "{\"unit\": \"DD\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("errors").path(0).path("pointer").asString())
                .isEqualTo("/reason");
        assertThat(json(ranking.get(board + "/proceedings")).path("revision").asInt())
                .isZero();
    }

    @Test
    @DisplayName("what a crash left uncounted is counted before it is told")
    void afterACrash() {
        closed();
        ranking.city().post(board + "/proceedings/holds", "{\"unit\": \"HK\", \"reason\": \"khiếu nại\"}");
        await().until(() ->
                ranking.bean(AllProceedings.class).find(cluster.board()).revision() == 1);
        var database = ranking.bean(com.mongodb.client.MongoDatabase.class);
        await().until(() -> {
            var document = database.getCollection("proceedings")
                    .find(new Document("_id", cluster.board()))
                    .first();
            return document != null && document.get("published", Number.class).longValue() == 1;
        });
        // As if the process had ended between the two writes.
        database.getCollection("boards")
                .updateOne(
                        new Document("_id", cluster.board()),
                        new Document("$unset", new Document("recorded", ""))
                                .append("$inc", new Document("version", 1L)));
        database.getCollection("proceedings")
                .updateOne(
                        new Document("_id", cluster.board()),
                        new Document(
                                "$set",
                                new Document("published", 0L).append("unpublishedSince", new java.util.Date())));

        ranking.bean("proceedingsOutbox", vn.thidua.messaging.Outbox.class).sweep();

        assertThat(ranking.bean(Boards.class).find(cluster.board()).recorded()).isNotNull();
    }
}
