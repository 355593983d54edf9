package vn.thidua.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.scoring.RunningScoring.API;
import static vn.thidua.scoring.Sample.marks;
import static vn.thidua.scoring.Sample.peer;
import static vn.thidua.scoring.Sample.self;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import vn.thidua.events.Event;
import vn.thidua.events.ExplanationGiven;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoresConfirmed;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.Topics;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.scoring.RunningScoring.Answer;

/** A board in rounds, from the plan to the manifest. The clock stands until the test moves it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoundsTest {

    private static final String CLUSTER = "cum-vong";
    private static final String BOARD = CLUSTER + ":2019";
    private static final Instant START = Instant.parse("2019-11-01T01:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final byte[] PDF = "%PDF-1.7 minh chứng".getBytes(UTF_8);

    private final MovableClock clock = new MovableClock(START);
    private final RunningScoring scoring = RunningScoring.embedded("rounds", clock);

    @AfterAll
    void stop() {
        scoring.close();
    }

    private static Map<String, Object> round(String stage, int from, int until) {
        return Map.of(
                "stage",
                stage,
                "from",
                START.plus(DAY.multipliedBy(from)).toString(),
                "until",
                START.plus(DAY.multipliedBy(until)).toString());
    }

    private static Map<String, Object> appraiser(String kind, String unit, String... targets) {
        var appraiser = new HashMap<String, Object>();
        appraiser.put("kind", kind);
        appraiser.put("unit", Map.of("id", unit, "name", ""));
        if (targets.length > 0) {
            appraiser.put("targets", List.of(targets));
        }
        return appraiser;
    }

    private static Map<String, Object> plan(List<Map<String, Object>> rounds, List<Map<String, Object>> appraisers) {
        var plan = new HashMap<>(RunningScoring.plan());
        plan.put(
                "roundPlan",
                Map.of(
                        "zone",
                        "Asia/Ho_Chi_Minh",
                        "rounds",
                        rounds,
                        "appraisers",
                        appraisers,
                        "reasons",
                        true,
                        "evidence",
                        Map.of("until", START.plus(DAY).toString(), "penalty", "PEN.1")));
        return plan;
    }

    private Answer submit(SheetSubmission sheet) {
        return scoring.submit(sheet);
    }

    private static SheetSubmission appraisal(String kind, String scorer, String target, int last) {
        return new SheetSubmission(BOARD, kind, scorer, target, new TreeMap<>(marks(550, 400, last)), List.of(), null);
    }

    private List<String> missing() {
        var missing = new ArrayList<String>();
        scoring.city()
                .get(API + "/boards/" + BOARD + "/missing")
                .json()
                .path("missing")
                .forEach(duty -> missing.add(duty.path("stage").asString("")
                        + " "
                        + duty.at("/unit/id").asString("")
                        + " "
                        + duty.at("/target/id").asString("")
                        + (duty.path("overdue").asBoolean() ? " overdue" : "")));
        return missing;
    }

    private static String type(Answer answer) {
        return answer.at("/type").replace("urn:thidua:problem:", "");
    }

    @Test
    @Order(1)
    void aPlanThatCannotBeFollowedIsRefused() {
        scoring.open(CLUSTER + ":2019-TRUOC");
        scoring.put("/units/SO-NV", Map.of("name", "Sở Nội vụ")).isSuccess();

        var broken = scoring.put(
                "/boards/" + BOARD,
                plan(
                        List.of(round("PEER", 2, 1), round("SELF", 0, 1), round("APPRAISAL_2", 3, 4)),
                        List.of(appraiser("PEER", "HBT"), appraiser("APPRAISAL_2", "LA", "ZZ"))));

        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.errors())
                .contains(
                        "/roundPlan/rounds/0/until ends-before-it-starts",
                        "/roundPlan/rounds/1/stage stage-out-of-order",
                        "/roundPlan/rounds stage-missing",
                        "/roundPlan/appraisers/0/kind kind-not-an-appraisal",
                        "/roundPlan/appraisers/1/unit/id unit-unknown",
                        "/roundPlan/appraisers/1/targets not-a-member");
    }

    @Test
    @Order(2)
    void membersScoreInTheirRounds() {
        scoring.put(
                        "/boards/" + BOARD,
                        plan(
                                List.of(
                                        round("SELF", 0, 1),
                                        round("PEER", 1, 2),
                                        round("APPRAISAL_1", 2, 3),
                                        round("EXPLANATION", 3, 4),
                                        round("APPRAISAL_2", 4, 5),
                                        round("CONFIRMATION", 5, 6)),
                                List.of(appraiser("APPRAISAL_1", "SO-NV"), appraiser("APPRAISAL_2", "CITY", "DD"))))
                .isSuccess();
        scoring.district("HBT").post("/boards/" + BOARD + "/open", "").isSuccess();
        assertThat(scoring.get(API + "/boards/" + BOARD).at("/definition/roundPlan/appraisers/0/unit/name"))
                .isEqualTo("Sở Nội vụ");

        var early = submit(peer(BOARD, "HBT", "DD", marks(550, 400, 800)));
        assertThat(early.status()).isEqualTo(409);
        assertThat(type(early)).isEqualTo("round-not-open");
        assertThat(early.at("/detail")).contains("08:00 ngày 02/11/2019 (Asia/Ho_Chi_Minh)");
        for (var unit : List.of("HBT", "DD")) {
            submit(self(BOARD, unit)).isSuccess();
        }
        assertThat(missing()).contains("SELF HK HK", "PEER HBT DD", "APPRAISAL_1 SO-NV HK", "APPRAISAL_2 CITY DD");

        clock.advance(DAY);
        var late = submit(self(BOARD, "HK"));
        assertThat(type(late)).isEqualTo("round-over");
        assertThat(late.at("/detailEn")).contains("ended at 08:00 on 2 November 2019");
        assertThat(missing()).contains("SELF HK HK overdue");
        // What was accepted in time is recognised for ever.
        assertThat(submit(self(BOARD, "HBT")).status()).isEqualTo(200);
        for (var scorer : List.of("HBT", "DD", "HK")) {
            for (var target : List.of("HBT", "DD", "HK")) {
                if (!scorer.equals(target)) {
                    submit(peer(BOARD, scorer, target, marks(500, 450, 800))).isSuccess();
                }
            }
        }
    }

    @Test
    @Order(3)
    void aCorrectionSaysWhyAndWhatItWasBefore() {
        var path = "/boards/" + BOARD + "/sheets";
        var before = peer(BOARD, "DD", "HK", marks(500, 450, 800));
        var corrected = new SheetSubmission(
                before.board(),
                before.kind(),
                before.scorer(),
                before.target(),
                new TreeMap<>(marks(500, 450, 850)),
                List.of(),
                1L,
                null);
        assertThat(submit(corrected).errors()).containsExactly("/reason reason-missing");
        scoring.district("DD")
                .post(
                        path,
                        new SheetSubmission(
                                BOARD,
                                "PEER",
                                "DD",
                                "HK",
                                new TreeMap<>(marks(500, 450, 850)),
                                List.of(),
                                1L,
                                "Cộng nhầm"))
                .isSuccess();

        var history = scoring.district("DD").get(API + path + "/PEER/DD/HK/history");
        assertThat(history.at("/revisions/0/reason")).isEqualTo("Cộng nhầm");
        assertThat(history.json().at("/revisions/0/changes").toString())
                .isEqualTo("[{\"code\":\"II.1\",\"before\":800,\"after\":850}]");
        assertThat(history.json().at("/revisions/1/changes")).hasSize(3);
        assertThat(scoring.district("HK")
                        .get(API + path + "/PEER/DD/HK/history")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(4)
    void aRecusedScorerLeavesMeanAndExpectation() {
        var path = "/boards/" + BOARD + "/recusals";
        var wish = Map.of("scorer", "HK", "target", "HBT", "reason", "Lãnh đạo mới luân chuyển");
        assertThat(scoring.district("DD").post(path, wish).status()).isEqualTo(403);
        assertThat(scoring.district("HK").post(path, Map.of("scorer", "HK")).errors())
                .containsExactly("/reason reason-missing");
        scoring.district("HK").post(path, wish).isSuccess();
        scoring.city().post(path, wish).isSuccess();
        assertThat(scoring.district("DD").get(API + path).json().path("recusals"))
                .hasSize(1)
                .allSatisfy(recusal ->
                        assertThat(recusal.path("decidedBy").asString("")).isEqualTo("HK"));

        var again = submit(peer(BOARD, "HK", "HBT", marks(500, 450, 800)));
        assertThat(type(again)).isEqualTo("scorer-recused");
        assertThat(scoring.get(API + "/boards/" + BOARD).at("/counts/expected")).isEqualTo("12");
    }

    @Test
    @Order(5)
    void evidenceIsKeptByItsDigestAndMarkedLate() {
        var path = "/boards/" + BOARD + "/evidence/DD";
        var client = scoring.district("DD");
        var link =
                client.post(path + "/links", Map.of("criterion", "I.1", "link", "https://vi-du.vn/bai", "note", "Báo"));
        assertThat(link.at("/late")).isEqualTo("true");
        assertThat(link.at("/penalty")).isEqualTo("PEN.1");
        assertThat(client.post(path + "/links", Map.of("criterion", "I.9", "link", "javascript:alert(1)"))
                        .errors())
                .containsExactly("/criterion criterion-unknown", "/link link");
        var file = path + "/files?criterion=I.1&name=bao-cao.pdf";
        var kept = client.post(file, PDF, "Content-Type", "application/pdf");
        assertThat(kept.at("/sha256")).hasSize(64);
        assertThat(client.post(file, PDF, "Content-Type", "application/pdf").at("/id"))
                .isEqualTo(kept.at("/id"));
        assertThat(client.post(file, PDF, "Content-Type", "image/png").status()).isEqualTo(415);
        assertThat(client.post(file, "<html>", "Content-Type", "text/html").status())
                .isEqualTo(415);
        assertThat(client.post(file, new byte[5_000_000], "Content-Type", "application/pdf")
                        .status())
                .isEqualTo(413);
        assertThat(scoring.district("HK")
                        .post(file, PDF, "Content-Type", "application/pdf")
                        .status())
                .isEqualTo(403);

        var download = scoring.district("SO-NV").get(API + path + "/files/" + kept.at("/id"));
        assertThat(download.response().body()).isEqualTo(new String(PDF, UTF_8));
        assertThat(download.header("Content-Disposition"))
                .startsWith("attachment;")
                .contains("bao-cao.pdf");
        assertThat(download.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(client.get(API + path + "/files/" + link.at("/id")).status()).isEqualTo(404);
        assertThat(scoring.city().get(API + path).json().path("evidence")).hasSize(2);
        assertThat(scoring.district("LB").get(API + path).status()).isEqualTo(404);
    }

    @Test
    @Order(6)
    void appraisersAppraiseAndTheTargetExplains() {
        clock.advance(DAY);
        assertThat(scoring.district("SO-NV")
                        .get(API + "/boards/" + BOARD + "/sheets/SELF/DD/DD")
                        .status())
                .isEqualTo(200);
        assertThat(scoring.district("SO-NV")
                        .get(API + "/boards/" + BOARD + "/sheets/PEER/HBT/DD")
                        .status())
                .isEqualTo(404);
        assertThat(submit(appraisal("APPRAISAL_1", "HBT", "DD", 800)).errors())
                .containsExactly("/scorer not-an-appraiser");
        for (var target : List.of("HBT", "DD", "HK")) {
            // HBT is appraised at what it gave itself.
            submit(appraisal("APPRAISAL_1", "SO-NV", target, target.equals("HBT") ? 850 : 800))
                    .isSuccess();
        }
        var seen = "/boards/" + BOARD + "/sheets/APPRAISAL_1/SO-NV/DD";
        assertThat(scoring.district("DD").get(API + seen).status()).isEqualTo(404);

        clock.advance(DAY);
        assertThat(scoring.district("DD").get(API + seen).status()).isEqualTo(200);
        assertThat(scoring.district("HK").get(API + seen).status()).isEqualTo(404);
        assertThat(missing()).contains("EXPLANATION DD DD", "EXPLANATION HK HK").doesNotContain("EXPLANATION HBT HBT");
        var path = "/boards/" + BOARD + "/explanations/DD";
        var client = scoring.district("DD");
        assertThat(client.put(path, Map.of("texts", Map.of("X", "gì", "I.1", " ")))
                        .errors())
                .containsExactlyInAnyOrder("/texts/X criterion-unknown", "/texts/I.1 text-length");
        client.put(path, Map.of("texts", Map.of("II.1", "Đã nộp bổ sung"))).isSuccess();
        client.put(path, Map.of("texts", Map.of("II.1", "Đã nộp bổ sung"))).isSuccess();
        assertThat(client.put(path, Map.of("texts", Map.of("II.1", "Đã nộp ngày 3/11")))
                        .at("/revision"))
                .isEqualTo("2");
        assertThat(scoring.district("HK")
                        .put(path, Map.of("texts", Map.of("II.1", "hộ")))
                        .status())
                .isEqualTo(403);
        assertThat(scoring.district("HK").get(API + path).status()).isEqualTo(404);
        var explained = scoring.district("SO-NV").get(API + path).json();
        assertThat(explained.at("/revisions/0/texts/II.1").asString("")).isEqualTo("Đã nộp ngày 3/11");
        assertThat(explained.at("/revisions/1/texts/II.1").asString("")).isEqualTo("Đã nộp bổ sung");
        assertThat(missing()).doesNotContain("EXPLANATION DD DD");
    }

    @Test
    @Order(7)
    void theCityAppraisesAndTheTargetConfirms() {
        clock.advance(DAY);
        scoring.city()
                .post("/boards/" + BOARD + "/sheets", appraisal("APPRAISAL_2", "CITY", "DD", 850))
                .isSuccess();
        assertThat(scoring.city()
                        .post("/boards/" + BOARD + "/sheets", appraisal("APPRAISAL_2", "CITY", "HK", 850))
                        .errors())
                .containsExactly("/scorer not-an-appraiser");
        assertThat(scoring.city()
                        .post(
                                "/boards/" + CLUSTER + ":2019-TRUOC/sheets",
                                Map.of("kind", "APPRAISAL_1", "scorer", "CITY", "target", "HK", "marks", Map.of()))
                        .status())
                .isEqualTo(403);

        clock.advance(DAY);
        assertThat(missing()).contains("CONFIRMATION DD DD");
        var path = "/boards/" + BOARD + "/confirmations/DD";
        var confirmed = scoring.district("DD").post(path, "").isSuccess();
        assertThat(confirmed.json().path("appraisals")).hasSize(2);
        assertThat(scoring.district("DD").post(path, "").at("/revision")).isEqualTo("1");
        assertThat(missing()).doesNotContain("CONFIRMATION DD DD");
    }

    @Test
    @Order(8)
    void theManifestNamesWhatARecusalTookOut() {
        assertThat(type(scoring.close(BOARD, Map.of()))).isEqualTo("sheets-missing");
        scoring.close(BOARD, Map.of("missingBecause", "Hoàn Kiếm không tự chấm"))
                .isSuccess();
        assertThat(type(scoring.district("DD")
                        .post("/boards/" + BOARD + "/recusals", Map.of("scorer", "DD", "reason", "muộn"))))
                .isEqualTo("scoring-closed");
        // Closed or not, what a recusal took out stays stored: it was acknowledged.
        assertThat(scoring.district("HK")
                        .get(API + "/boards/" + BOARD + "/sheets/PEER/HK/HBT")
                        .status())
                .isEqualTo(200);

        try (var facts = new Facts(TestBroker.brokers(), Topics.SCORING)) {
            var told = await().atMost(Duration.ofSeconds(30))
                    .until(() -> facts.of(BOARD), events -> events.stream().anyMatch(ScoringClosed.class::isInstance));
            var recused = one(told, ScorerRecused.class);
            assertThat(recused.revision()).isEqualTo(2);
            assertThat(recused.recuses("HK", "HBT")).isTrue();
            assertThat(recused.recuses("HK", "DD")).isFalse();
            var closed = one(told, ScoringClosed.class);
            assertThat(closed.revision()).isEqualTo(3);
            assertThat(closed.missing()).containsExactly(BOARD + "/SELF/HK/HK");
            assertThat(closed.recused())
                    .extracting(ScoringClosed.CountedSheet::sheet)
                    .containsExactly(BOARD + "/PEER/HK/HBT");
            assertThat(closed.manifest())
                    .hasSize(11)
                    .extracting(ScoringClosed.CountedSheet::sheet)
                    .doesNotContain(BOARD + "/PEER/HK/HBT");
            assertThat(one(told, ScoringOpened.class).roundPlan()).isNotNull();
            assertThat(told).filteredOn(ExplanationGiven.class::isInstance).hasSize(2);
            assertThat(told).filteredOn(ScoresConfirmed.class::isInstance).hasSize(1);
        }
    }

    private static <T> T one(List<Event> told, Class<T> type) {
        return told.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String preview(String board) {
        return "/boards/" + board + "/score-tables/2020.1/preview";
    }

    @Test
    @Order(9)
    void aTableIsTriedOnAClosedBoardBeforeItIsPublished() {
        var path = "/clusters/" + CLUSTER + "/score-tables/2020.1";
        var table = Map.of(
                "baseMax",
                2000,
                "bonusMax",
                0,
                "penaltyMax",
                0,
                "totalCap",
                2000,
                "step",
                50,
                "groups",
                Sample.TABLE.groups(),
                "rules",
                Map.of(
                        "kinds",
                        List.of(Map.of("kind", "PEER", "weight", 50), Map.of("kind", "APPRAISAL_1", "weight", 50)),
                        "classes",
                        List.of(
                                Map.of("code", "A", "name", "Tốt", "from", 1700),
                                Map.of("code", "B", "name", "Hoàn thành"))));

        assertThat(type(scoring.city().post(preview(CLUSTER + ":2019-TRUOC"), table)))
                .isEqualTo("board-not-closed");
        assertThat(scoring.city().post(preview("cum-khac:2019"), table).status())
                .isEqualTo(404);
        assertThat(scoring.district("HBT").post(preview(BOARD), table).status()).isEqualTo(403);
        var tried = scoring.city().post(preview(BOARD), table).isSuccess();
        assertThat(tried.json().path("units")).hasSize(3);
        assertThat(tried.at("/changed")).isEqualTo("3");
        assertThat(tried.at("/units/0/text/vi")).contains("→");
        assertThat(scoring.get(API + path).status()).isEqualTo(404);

        scoring.put(path, table).isSuccess();
        assertThat(scoring.get(API + path).at("/rules/classes/0/name")).isEqualTo("Tốt");
        var broken = new HashMap<String, Object>(table);
        broken.put("rules", Map.of("vetoes", List.of(Map.of("code", "V", "name", "Liệt", "bars", List.of("Z")))));
        assertThat(scoring.city().post(preview(BOARD), broken).status()).isEqualTo(422);
    }
}
