package vn.thidua.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.ranking.RunningRanking.json;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Event;

/** The main path, on any broker and store. */
abstract class MainPathKit {

    private RunningRanking ranking;

    /** The service on the broker and the store of this run. */
    abstract RunningRanking start();

    @BeforeEach
    void startService() {
        ranking = start();
    }

    @AfterEach
    void stopService() {
        ranking.close();
    }

    @Test
    @DisplayName("one cluster closes its year")
    void oneClusterClosesItsYear() {
        var cluster = Case.of("HBT", "DD", "HK");
        var board = "/api/ranking/v1/boards/" + cluster.board();
        var sheets = new ArrayList<>(cluster.sheets(Map.of("HBT", 9320, "DD", 9270, "HK", 9270)));

        ranking.tell(cluster.opened());
        ranking.tell(sheets);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(json(ranking.get(board + "/standings"))
                                .path("sheetsCounted")
                                .asInt())
                        .isEqualTo(9));
        assertThat(ranking.district("HBT").post(board + "/finalise", "").statusCode())
                .isEqualTo(409);

        ranking.tell(cluster.closed(sheets));
        await().untilAsserted(() -> assertThat(
                        json(ranking.get(board + "/standings")).path("status").asString())
                .isEqualTo("CLOSED"));
        var results = ranking.district("HBT").post(board + "/finalise", "");

        assertThat(results.statusCode()).isEqualTo(200);
        assertThat(json(results).path("status").asString()).isEqualTo("FINAL");
        assertThat(json(results).path("rows").values())
                .extracting(row ->
                        row.path("unit").path("id").asString() + " " + row.path("rank") + " " + row.path("total"))
                .containsExactly("HBT 1 9320", "DD 2 9270", "HK 2 9270");

        var nomination = "{\"head\":\"DD\",\"deputy\":\"HK\"}";
        assertThat(ranking.district("HBT")
                        .post(board + "/leadership/nomination", nomination)
                        .statusCode())
                .isEqualTo(201);
        for (var member : cluster.members()) {
            ranking.district(member.id()).post(board + "/leadership/consents", "");
        }
        var agreed = ranking.district("HBT").post(board + "/leadership/agreement", "");
        assertThat(agreed.statusCode()).isEqualTo(200);
        assertThat(json(agreed).path("state").asString()).isEqualTo("AGREED");
        assertThat(json(agreed).path("effectiveFrom").asString()).isEqualTo("2020-01-01");

        await().untilAsserted(
                        () -> assertThat(RankingTopic.of(ranking.brokers()).about(cluster.board()))
                                .extracting(Event::id)
                                .endsWith(
                                        "results-finalised/" + cluster.board() + "@"
                                                + json(results).path("revision"),
                                        "leadership-nominated/" + cluster.board() + "/leadership@1",
                                        "leadership-agreed/" + cluster.board() + "/leadership@2"));
    }
}
