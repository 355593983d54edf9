package vn.thidua.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.ranking.RunningRanking.json;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The head's rights follow the term, over HTTP, with no one editing roles")
class HeadInForceTest {

    /** 00:00:00 on January 1st, 2020 in Hanoi. */
    private static final Instant NEW_YEAR = Instant.parse("2019-12-31T17:00:00Z");

    private final MovableClock clock = new MovableClock(Instant.parse("2019-11-05T09:00:00Z"));
    private final RunningRanking ranking = RunningRanking.embedded("terms_" + UUID.randomUUID(), clock);
    private final Case cluster = Case.of("HBT", "DD", "HK");
    private final String board = "/api/ranking/v1/boards/" + cluster.board();

    @AfterEach
    void stop() {
        ranking.close();
    }

    @Test
    @DisplayName("one nanosecond before the year turns HBT heads the cluster, from then on DD does")
    void rightsMoveAtTheInstant() {
        closeScoring();
        agreeOnDdAndHk();

        clock.set(NEW_YEAR.minusNanos(1));
        assertThat(finalise("DD")).isEqualTo(403);
        assertThat(nominate("DD")).isEqualTo(403);
        assertThat(nominate("HBT")).isEqualTo(409);

        clock.set(NEW_YEAR);
        assertThat(finalise("HBT")).isEqualTo(403);
        assertThat(nominate("HBT")).isEqualTo(403);
        assertThat(nominate("DD")).isEqualTo(409);
        assertThat(json(ranking.district("HBT").post(board + "/finalise", ""))
                        .path("detailEn")
                        .asString())
                .contains("(DD)");
        assertThat(finalise("DD")).isEqualTo(200);
    }

    @Test
    @DisplayName("a board of the cluster that names another head is finalised by the head in force")
    void theTermWinsOverTheBoard() {
        closeScoring();
        agreeOnDdAndHk();
        clock.set(NEW_YEAR.plus(Duration.ofDays(300)));

        var next = cluster.inPeriod("2020");
        var path = "/api/ranking/v1/boards/" + next.board();
        ranking.tell(next.opened());
        await().atMost(Duration.ofSeconds(30)).until(() -> ranking.get(path).statusCode() == 200);

        assertThat(ranking.district("HBT").post(path + "/finalise", "").statusCode())
                .isEqualTo(403);
        assertThat(ranking.district("DD").post(path + "/finalise", "").statusCode())
                .isEqualTo(409);
    }

    private void closeScoring() {
        var sheets = cluster.sheets(Map.of("HBT", 9300, "DD", 9200, "HK", 9100));
        ranking.tell(cluster.opened());
        ranking.tell(sheets);
        ranking.tell(cluster.closed(sheets));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> json(ranking.get(board + "/standings"))
                        .path("status")
                        .asString()
                        .equals("CLOSED"));
    }

    private void agreeOnDdAndHk() {
        assertThat(nominate("HBT")).isEqualTo(201);
        for (var unit : List.of("HBT", "DD", "HK")) {
            assertThat(ranking.district(unit)
                            .post(board + "/leadership/consents", "")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(ranking.district("HBT")
                        .post(board + "/leadership/agreement", "")
                        .statusCode())
                .isEqualTo(200);
    }

    private int finalise(String unit) {
        return ranking.district(unit).post(board + "/finalise", "").statusCode();
    }

    /** Introduces a pair that differs by who introduces it, so that it is never the same again. */
    private int nominate(String unit) {
        return ranking.district(unit)
                .post(
                        board + "/leadership/nomination",
                        ranking.get(board + "/leadership").body().contains("AGREED")
                                ? "{\"head\":\"HK\",\"deputy\":\"HBT\"}"
                                : "{\"head\":\"DD\",\"deputy\":\"HK\"}")
                .statusCode();
    }
}
