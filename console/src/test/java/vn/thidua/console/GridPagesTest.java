package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.console.Case2019.map;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All sheets of a unit on one grid, without script. */
class GridPagesTest {

    private static final String BOARD = "/boards/hn-mttq-cum-1:2019";
    private static final String PAGE = BOARD + "/scoring";
    private static final String SELF = "GET " + BOARD + "/sheets/SELF/HBT/HBT";
    private static final String SUBMIT = "POST " + BOARD + "/sheets";

    private static RunningConsole console;
    private final Reader reader = loggedIn("hbt");

    @BeforeAll
    static void start() {
        console = RunningConsole.with2019();
    }

    @BeforeEach
    void open() {
        board().status = "OPEN";
        answers()
                .put(
                        "GET " + BOARD + "/recusals",
                        map(
                                "recusals",
                                List.of(map(
                                        "scorer",
                                        "HBT",
                                        "target",
                                        "LB",
                                        "reason",
                                        "Có người nhà <ở đó>",
                                        "since",
                                        "2019-11-01T01:00:00Z"))));
        answers().put(SELF, sheet(3));
        console.services.requests.clear();
    }

    @AfterEach
    void forget() {
        answers().clear();
        board().status = "FINAL";
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @Test
    void a_column_for_each_sheet_and_a_row_for_each_criterion_with_its_maximum() {
        var page = reader.page(PAGE);

        assertThat(text(page))
                .containsSubsequence(
                        "Nhóm và tiêu chí Tối đa Tự chấm Quận Hai Bà Trưng Cùng chấm Quận Đống Đa",
                        "I.1 Tuyên truyền chủ trương",
                        "6 Từ 0 đến 6, theo bước 0,5.",
                        "Điểm thưởng và điểm trừ",
                        "Đã nhận bản 3")
                .contains("Đã rút, không chấm: Có người nhà &lt;ở đó&gt;");
        assertThat(page)
                .contains(
                        "id=\"col-PEER/DD\"",
                        "id=\"row-mark/I.1\"",
                        "aria-labelledby=\"row-mark/I.1 col-PEER/DD\"",
                        "href=\"/api/scoring/v1/boards/hn-mttq-cum-1:2019/sheets/SELF/HBT/HBT/receipt\"")
                .doesNotContain("name=\"PEER/LB/mark/I.1\"", "style=", "onclick");
        assertThat(value(page, "SELF/HBT/mark/I.1")).isEqualTo("5,5");
        assertThat(value(page, "SELF/HBT/adjust/PEN.1")).isEqualTo("0,5");
        assertThat(text(reader.page(PAGE + "?lang=en"))).contains("From 0 to 6, in steps of 0.5.");
        reader.page(PAGE + "?lang=vi");
    }

    @Test
    void what_was_typed_anywhere_is_kept_whichever_button_is_pressed() {
        var secret = Reader.secret(reader.page(PAGE));

        var saved = reader.submit(
                PAGE,
                "save=all&PEER/DD/revision=&PEER/DD/mark/I.1=5,5&PEER/DD/note/BON.1=" + Reader.encoded("Mô hình"),
                secret);

        assertThat(saved.statusCode()).isEqualTo(302);
        var page = reader.page(PAGE);
        assertThat(value(page, "PEER/DD/mark/I.1")).isEqualTo("5,5");
        assertThat(page).contains(">Mô hình</textarea>");
        assertThat(text(page)).contains("Có thay đổi chưa gửi");
        assertThat(console.services.requests)
                .noneMatch(request -> request.method().equals("POST"));

        reader.submit(PAGE, "discard=PEER/DD&PEER/DD/revision=&PEER/DD/mark/I.1=5,5", secret);
        assertThat(value(reader.page(PAGE), "PEER/DD/mark/I.1")).isEmpty();
    }

    @Test
    void a_grid_of_a_large_cluster_is_taken_whole() {
        var others = IntStream.range(0, 3000).mapToObj(at -> "x" + at + "=1&").collect(Collectors.joining());

        reader.submit(
                PAGE, "save=all&" + others + "PEER/HM/revision=&PEER/HM/mark/I.1=2", Reader.secret(reader.page(PAGE)));

        assertThat(value(reader.page(PAGE), "PEER/HM/mark/I.1")).isEqualTo("2");
    }

    @Test
    void who_is_appointed_to_appraise_has_those_sheets_too_and_none_that_the_plan_does_not_have() {
        board().roundPlan = map(
                "rounds",
                List.of(map("stage", "SELF"), map("stage", "APPRAISAL_1")),
                "appraisers",
                List.of(map(
                        "kind",
                        "APPRAISAL_1",
                        "unit",
                        map("id", "HBT", "name", "Quận Hai Bà Trưng"),
                        "targets",
                        List.of("HK"))));

        assertThat(reader.page(PAGE))
                .contains("id=\"col-SELF/HBT\"", "id=\"col-APPRAISAL_1/HK\"")
                .doesNotContain("col-PEER", "col-APPRAISAL_1/DD");
        board().roundPlan = null;
    }

    @Test
    void a_sheet_is_sent_as_it_was_typed_and_the_others_stay_drafts() {
        var secret = Reader.secret(reader.page(PAGE));

        var sent = reader.submit(
                PAGE,
                "send=PEER/DD&PEER/DD/revision=&PEER/DD/adjust/PEN.1=0.5&PEER/DD/note/PEN.1="
                        + Reader.encoded("Nộp chậm") + "&" + complete("PEER/DD")
                        + "&PEER/HK/revision=&PEER/HK/mark/I.1=4",
                secret);

        assertThat(sent.statusCode()).isEqualTo(302);
        var submission = submission();
        assertThat(submission.at("/scorer").asString()).isEqualTo("HBT");
        assertThat(submission.at("/target").asString()).isEqualTo("DD");
        assertThat(submission.at("/marks/I.1").asInt()).isEqualTo(600);
        assertThat(submission.at("/adjustments").toString())
                .isEqualTo("[{\"rule\":\"PEN.1\",\"points\":-50,\"note\":\"Nộp chậm\"}]");
        assertThat(submitted().headers()).doesNotContainKey("if-match");

        answers().put("GET " + BOARD + "/sheets/PEER/HBT/DD", sheet(1));
        var page = reader.open(Reader.location(sent)).body();
        assertThat(text(page)).contains("Cùng chấm, Quận Đống Đa: đã nhận bản 1 lúc");
        assertThat(value(page, "PEER/HK/mark/I.1")).isEqualTo("4");
    }

    @Test
    void what_the_service_refuses_is_told_at_its_cell() {
        answers()
                .put(
                        SUBMIT,
                        map(
                                "status",
                                422,
                                "detail",
                                "Phiếu có 2 chỗ chưa đúng.",
                                "detailEn",
                                "The sheet is wrong in 2 places.",
                                "errors",
                                List.of(
                                        map(
                                                "pointer",
                                                "/marks/I.1",
                                                "detail",
                                                "Vượt mức tối đa.",
                                                "detailEn",
                                                "Too high."),
                                        map(
                                                "pointer",
                                                "/adjustments/0/points",
                                                "detail",
                                                "Không chia hết.",
                                                "detailEn",
                                                "No step."))));
        var refused = reader.submit(
                PAGE,
                "send=PEER/DD&PEER/DD/revision=&PEER/DD/mark/I.1=9&PEER/DD/adjust/BON.1=0.3",
                Reader.secret(reader.page(PAGE)));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .containsPattern("id=\"why-PEER/DD/mark/I.1\">Vượt mức tối đa\\.<")
                .containsPattern("id=\"why-PEER/DD/adjust/BON.1\">Không chia hết\\.<")
                .containsPattern("id=\"cell-PEER/DD/mark/I.1\"[^>]*aria-invalid=\"true\"");
        assertThat(value(refused.body(), "PEER/DD/mark/I.1")).isEqualTo("9");
        assertThat(text(refused.body()))
                .contains("Cùng chấm, Quận Đống Đa: chưa được nhận Phiếu có 2 chỗ chưa đúng. Đến ô đầu tiên");
    }

    @Test
    void what_is_no_number_is_not_sent() {
        var refused = reader.submit(
                PAGE, "send=PEER/DD&PEER/DD/revision=&PEER/DD/mark/I.1=abc", Reader.secret(reader.page(PAGE)));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(text(refused.body())).contains("Đây không phải là điểm.");
        assertThat(console.services.requests)
                .noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void a_correction_says_why_and_what_it_replaces() {
        var secret = Reader.secret(reader.page(PAGE));
        var corrected = "send=SELF/HBT&SELF/HBT/revision=3&" + complete("SELF/HBT");

        assertThat(text(reader.submit(PAGE, corrected, secret).body())).contains("Phiếu đã gửi: hãy ghi lý do sửa.");
        assertThat(reader.submit(PAGE, corrected + "&SELF/HBT/reason=" + Reader.encoded("Cộng nhầm"), secret)
                        .statusCode())
                .isEqualTo(302);

        assertThat(submitted().headers()).containsEntry("if-match", "\"3\"");
        assertThat(submission().at("/reason").asString()).isEqualTo("Cộng nhầm");
    }

    @Test
    void a_sheet_that_was_corrected_meanwhile_is_shown_beside_what_was_typed() {
        answers()
                .put(
                        SUBMIT,
                        map("status", 412, "detail", "Phiếu nay là bản 3.", "detailEn", "It stands at revision 3."));
        var refused = reader.submit(
                PAGE,
                "send=SELF/HBT&SELF/HBT/revision=2&SELF/HBT/reason=x&" + complete("SELF/HBT"),
                Reader.secret(reader.page(PAGE)));

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(text(refused.body())).contains("đã có bản khác", "Phiếu nay là bản 3.", "đang có: 5,5");
        assertThat(value(refused.body(), "SELF/HBT/mark/I.1")).isEqualTo("6");
        // Sending once more is meant to replace what is now shown.
        assertThat(value(refused.body(), "SELF/HBT/revision")).isEqualTo("3");
    }

    @Test
    void a_sheet_that_stands_as_it_is_on_the_screen_is_not_sent_again() {
        var page = reader.page(PAGE);
        var same = sheetCells().entrySet().stream()
                .map(cell -> "SELF/HBT/" + cell.getKey() + "=" + cell.getValue())
                .collect(Collectors.joining("&"));

        var sent = reader.submit(PAGE, "send=SELF/HBT&SELF/HBT/revision=3&" + same, Reader.secret(page));

        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(console.services.requests)
                .noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void once_scoring_is_closed_it_is_only_looked_at() {
        board().status = "CLOSED";

        var page = reader.page(PAGE);

        assertThat(page).doesNotContain("type=\"text\"", "<textarea", "name=\"send\"");
        assertThat(text(page)).contains("Việc chấm điểm không mở", "Đã nhận bản 3", "Tải biên nhận");
    }

    @Test
    void it_is_for_the_units_that_score_there_and_for_nobody_else() {
        assertThat(reader.page(BOARD)).contains("href=\"" + PAGE + "\"");
        board().status = "CLOSED";
        assertThat(reader.page(BOARD)).doesNotContain("href=\"" + PAGE + "\"");

        assertThat(loggedIn("thanhpho").open(PAGE).statusCode()).isEqualTo(403);
        assertThat(loggedIn("vanhanh").open(PAGE).statusCode()).isEqualTo(403);
        assertThat(new Reader(console).ask(PAGE).statusCode()).isEqualTo(302);
        assertThat(reader.open("/boards/cum-khac:2019/scoring").statusCode()).isEqualTo(404);
        assertThat(reader.submit(PAGE, "send=PEER/KHONG&PEER/DD/revision=", Reader.secret(reader.page(PAGE)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(reader.submit(PAGE, "save=all", "no such secret").statusCode())
                .isEqualTo(403);
    }

    private static Reader loggedIn(String user) {
        var reader = new Reader(console);
        reader.logIn(user, Reader.PASSWORD, "/sign-in");
        return reader;
    }

    private static Case2019 board() {
        return Objects.requireNonNull(console.services.boards.get("hn-mttq-cum-1:2019"));
    }

    private static Map<String, Map<String, Object>> answers() {
        return console.services.answers;
    }

    /** Every criterion at 5,5. */
    private static Map<String, Object> sheet(int revision) {
        return map(
                "revision",
                revision,
                "digest",
                "sha-256:def",
                "receivedAt",
                "2019-11-05T07:00:00Z",
                "marks",
                codes().stream().collect(Collectors.toMap(code -> code, code -> 550)),
                "adjustments",
                List.of(map("rule", "PEN.1", "points", -50, "note", null)));
    }

    private static Map<String, String> sheetCells() {
        var cells = codes().stream().collect(Collectors.toMap(code -> "mark/" + code, code -> "5.50"));
        cells.put("adjust/PEN.1", "-0,5");
        return cells;
    }

    /** Every criterion at 6. */
    private static String complete(String sheet) {
        return codes().stream().map(code -> sheet + "/mark/" + code + "=6").collect(Collectors.joining("&"));
    }

    private static List<String> codes() {
        JsonNode shown = JsonMapper.shared().valueToTree(board().scoring());
        return shown.at("/definition/scoreTable/groups")
                .valueStream()
                .flatMap(group -> group.get("criteria").valueStream())
                .map(criterion -> criterion.get("code").asString())
                .toList();
    }

    private static FakeServices.Request submitted() {
        return console.services.requests.stream()
                .filter(request ->
                        request.method().equals("POST") && request.uri().endsWith("/sheets"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode submission() {
        return JsonMapper.shared().readTree(submitted().body());
    }

    private static String value(String page, String cell) {
        var tag = Pattern.compile("<input[^>]* name=\"" + cell + "\"[^>]*>").matcher(page);
        assertThat(tag.find()).as(cell).isTrue();
        return tag.group().replaceFirst(".* value=\"([^\"]*)\".*", "$1");
    }

    private static String text(String page) {
        return page.substring(page.indexOf("<main"))
                .replaceAll("<[^>]+>", " ")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }
}
