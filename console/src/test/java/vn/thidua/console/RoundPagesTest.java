package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.console.Case2019.map;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A board's rounds, and the history of a sheet, without script. */
class RoundPagesTest {

    private static final String BOARD = "/boards/hn-mttq-cum-1:2019";
    private static final String PAGE = BOARD + "/rounds";

    private static RunningConsole console;
    private final Reader reader = loggedIn();

    @BeforeAll
    static void start() {
        console = RunningConsole.with2019();
        var board = Objects.requireNonNull(console.services.boards.get("hn-mttq-cum-1:2019"));
        board.status = "OPEN";
        board.roundPlan = map(
                "rounds",
                List.of(
                        map("stage", "SELF", "until", "2019-11-02T01:00:00Z"),
                        map("stage", "APPRAISAL_1", "from", "2019-11-02T01:00:00Z"),
                        map("stage", "EXPLANATION")),
                "appraisers",
                List.of(map("kind", "APPRAISAL_1", "unit", map("id", "SO-NV", "name", "Sở Nội vụ"))));
        var answers = console.services.answers;
        answers.put(
                "GET " + BOARD + "/missing",
                map(
                        "missing",
                        List.of(map(
                                "stage",
                                "APPRAISAL_1",
                                "unit",
                                map("id", "SO-NV", "name", "Sở Nội vụ"),
                                "target",
                                map("id", "DD", "name", "Quận Đống Đa"),
                                "until",
                                "2019-11-02T01:00:00Z",
                                "overdue",
                                true))));
        answers.put(
                "GET " + BOARD + "/recusals",
                map(
                        "recusals",
                        List.of(map(
                                "scorer",
                                "HK",
                                "reason",
                                "Lãnh đạo mới <luân chuyển>",
                                "decidedBy",
                                "HK",
                                "since",
                                "2019-11-01T01:00:00Z"))));
        answers.put("POST " + BOARD + "/recusals", map("recusals", List.of()));
        answers.put(
                "GET " + BOARD + "/explanations/HBT",
                map(
                        "revisions",
                        List.of(map(
                                "revision",
                                2,
                                "occurredAt",
                                "2019-11-01T01:00:00Z",
                                "by",
                                "hbt",
                                "texts",
                                map("I.1", "Đã nộp bổ sung")))));
        answers.put("PUT " + BOARD + "/explanations/HBT", Map.of());
        answers.put(
                "GET " + BOARD + "/evidence/HBT",
                map(
                        "evidence",
                        List.of(
                                map(
                                        "id",
                                        "a1",
                                        "criterion",
                                        "I.1",
                                        "link",
                                        "https://vi-du.vn/bai",
                                        "addedAt",
                                        "2019-11-03T01:00:00Z",
                                        "late",
                                        true,
                                        "penalty",
                                        "PEN.1"),
                                map(
                                        "id",
                                        "b2",
                                        "criterion",
                                        "I.2",
                                        "name",
                                        "bao-cao.pdf",
                                        "size",
                                        12,
                                        "sha256",
                                        "e3b0c44298fc",
                                        "addedAt",
                                        "2019-11-01T01:00:00Z",
                                        "late",
                                        false))));
        answers.put(
                "POST " + BOARD + "/evidence/HBT/links",
                map(
                        "status",
                        422,
                        "detail",
                        "Hãy sửa các chỗ được nêu rồi gửi lại.",
                        "detailEn",
                        "Correct what is listed.",
                        "errors",
                        List.of(map("detail", "Hãy ghi địa chỉ đầy đủ.", "detailEn", "Give a complete address."))));
        answers.put("POST " + BOARD + "/evidence/HBT/files", Map.of());
        answers.put(
                "GET " + BOARD + "/sheets/PEER/HBT/DD/history",
                map(
                        "sheet",
                        "hn-mttq-cum-1:2019/PEER/HBT/DD",
                        "revisions",
                        List.of(map(
                                "revision",
                                2,
                                "receivedAt",
                                "2019-11-01T01:00:00Z",
                                "digest",
                                "sha-256:def",
                                "by",
                                "hbt",
                                "reason",
                                "Cộng nhầm",
                                "changes",
                                List.of(map("code", "I.1", "before", 500, "after", 550))))));
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    private static Reader loggedIn() {
        var reader = new Reader(console);
        reader.logIn("hbt", Reader.PASSWORD, PAGE);
        console.services.requests.clear();
        return reader;
    }

    @Test
    void the_page_says_who_has_to_do_what_and_what_stands() {
        assertThat(text(reader.page(PAGE)))
                .containsSubsequence(
                        "Kế hoạch các vòng",
                        "Còn thiếu: 1",
                        "Sở Nội vụ Thẩm định lần 1 : Quận Đống Đa",
                        "quá hạn",
                        "Quận Hoàn Kiếm Tất cả đơn vị khác Lãnh đạo mới &lt;luân chuyển&gt;",
                        "Đang có bản 2",
                        "Đã nộp bổ sung",
                        "nộp muộn, có thể bị trừ theo PEN.1");
        assertThat(reader.page(PAGE))
                .contains(
                        "href=\"https://vi-du.vn/bai\" rel=\"noopener noreferrer nofollow\"",
                        "href=\"/api/scoring/v1/boards/hn-mttq-cum-1:2019/evidence/HBT/files/b2\"",
                        "href=\"" + BOARD + "/sheets/SELF/HBT/HBT\"");
        assertThat(text(reader.page(PAGE + "?lang=en"))).contains("Who still has to do what");
        assertThat(reader.page(BOARD)).contains("href=\"" + PAGE + "\"");
    }

    @Test
    void a_unit_recuses_itself_and_explains() {
        var secret = Reader.secret(reader.page(PAGE));
        assertThat(reader.submit(
                                PAGE + "/recusals",
                                "scorer=HBT&target=DD&reason=" + Reader.encoded("Có người nhà"),
                                secret)
                        .statusCode())
                .isEqualTo(302);
        assertThat(sent("POST", "/recusals"))
                .isEqualTo("{\"scorer\":\"HBT\",\"target\":\"DD\",\"reason\":\"Có người nhà\"}");

        reader.submit(PAGE + "/explanation", "text.I.1=" + Reader.encoded("Đã nộp") + "&text.I.2=+", secret);
        assertThat(sent("PUT", "/explanations/HBT")).isEqualTo("{\"texts\":{\"I.1\":\"Đã nộp\"}}");
    }

    @Test
    void what_the_service_refuses_is_told_in_its_words() {
        var refused = reader.submit(PAGE + "/evidence", "criterion=I.1&link=vi-du", Reader.secret(reader.page(PAGE)));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(text(refused.body()))
                .contains("Chưa được nhận Hãy sửa các chỗ được nêu rồi gửi lại. Hãy ghi địa chỉ đầy đủ.");
    }

    @Test
    void a_sheets_history_shows_before_after_and_why() {
        assertThat(text(reader.page(BOARD + "/sheets/PEER/HBT/DD")))
                .containsSubsequence("Cùng chấm: Quận Đống Đa", "Bản 2", "Lý do : Cộng nhầm", "I.1 5,00 5,50");
        assertThat(reader.open(BOARD + "/sheets/PEER/HBT/LB").statusCode()).isEqualTo(404);
        assertThat(reader.open(BOARD + "/sheets/PEER/HBT/../x").statusCode()).isBetween(400, 404);
    }

    @Test
    void the_city_looks_and_operations_does_not() {
        var city = new Reader(console);
        var page = city.logIn("thanhpho", Reader.PASSWORD, PAGE);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(text(page.body())).contains("Còn thiếu: 1").doesNotContain("Nộp minh chứng", "Gửi giải trình");
        assertThat(new Reader(console).logIn("vanhanh", Reader.PASSWORD, PAGE).statusCode())
                .isEqualTo(403);
    }

    private static String sent(String method, String path) {
        return console.services.requests.stream()
                .filter(request ->
                        request.method().equals(method) && request.uri().endsWith(path))
                .findFirst()
                .orElseThrow()
                .body();
    }

    private static String text(String page) {
        return page.substring(page.indexOf("<main"))
                .replaceAll("<[^>]+>", " ")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }
}
