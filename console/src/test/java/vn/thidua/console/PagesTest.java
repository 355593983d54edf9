package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.console.service.Service;

/** What a reader sees: over the running console, without script, in both languages. */
class PagesTest {

    private static final String BOARD = "/boards/hn-mttq-cum-1:2019";

    private static RunningConsole console;

    @BeforeAll
    static void start() {
        console = RunningConsole.with2019();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @AfterEach
    void onlyThe2019CaseStays() {
        console.services.boards.clear();
        console.services.add(new Case2019());
    }

    @Test
    void one_board_is_a_wall_with_theme_cluster_year_and_totals() {
        assertThat(text("/"))
                .contains("Cụm thi đua số I - Ủy ban MTTQ Việt Nam Thành phố Hà Nội")
                .contains("2019")
                .contains("“Tập trung Đại hội và nâng cao hiệu quả hoạt động của MTTQ Việt Nam các cấp”")
                .contains("ngày 5 tháng 11 năm 2019 · Trụ sở Uỷ ban MTTQ Việt Nam quận Hai Bà Trưng")
                .containsSubsequence("Kết quả chính thức", "1 Quận Hai Bà Trưng 93,20", "2 Quận Đống Đa 92,70");
    }

    @Test
    void several_boards_are_listed_with_their_state_and_leader() {
        var half = new Case2019();
        half.board = "hn-mttq-cum-1:2019-H1";
        half.status = "OPEN";
        console.services.add(half);

        assertThat(text("/")).containsSubsequence("Chính thức", "Dẫn đầu: Quận Hai Bà Trưng", "Kỳ 2019-H1", "Tạm tính");
    }

    @Test
    void no_board_is_said_and_not_an_empty_page() {
        console.services.boards.clear();

        assertThat(text("/")).contains("Chưa có bảng nào");
        assertThat(text("/?lang=en")).contains("There is no board yet");
    }

    @Test
    void the_standings_show_every_figure_of_the_2019_case() {
        assertThat(text(BOARD))
                .containsSubsequence(
                        "1 Quận Hai Bà Trưng 91,20 +2,00 0,00 93,20 96,00 5/5",
                        "2 đồng hạng Quận Đống Đa 90,20 +2,50 0,00 92,70 96,00 5/5",
                        "2 đồng hạng Quận Hoàn Kiếm 90,70 +2,00 0,00 92,70 95,00 5/5",
                        "4 đồng hạng Quận Ba Đình 89,90 +1,50 0,00 91,40 94,50 5/5",
                        "4 đồng hạng Quận Long Biên 89,40 +2,00 0,00 91,40 95,00 5/5",
                        "6 Quận Hoàng Mai 88,00 +1,00 −0,50 88,50 93,00 5/5");
    }

    @Test
    void a_period_within_the_year_is_named_and_the_year_itself_is_not_repeated() {
        var half = new Case2019();
        half.board = "hn-mttq-cum-1:2019-H1";
        console.services.add(half);

        assertThat(text("/boards/hn-mttq-cum-1:2019-H1")).contains("Kỳ 2019-H1");
        assertThat(text(BOARD)).doesNotContain("Kỳ 2019");
    }

    @Test
    void final_results_are_called_final_and_nothing_else_is() {
        assertThat(text(BOARD)).contains("Kết quả chính thức").doesNotContain("Tạm tính");

        board().status = "CLOSED";
        assertThat(text(BOARD))
                .contains("Chưa chính thức – bảng đã đóng băng cho đến khi chốt kết quả")
                .doesNotContain("Kết quả chính thức");

        assertThat(text(BOARD + "?lang=en"))
                .contains("Not final – the board is frozen")
                .doesNotContain("Final results");

        board().status = "OPEN";
        board().counted = 25;
        assertThat(text(BOARD + "?lang=en"))
                .contains("Provisional – these are not final results")
                .contains("25 of 36 sheets received")
                .doesNotContain("Final results");
    }

    @Test
    void a_board_without_a_sheet_shows_its_units_without_ranks_and_no_chart() {
        board().status = "OPEN";
        board().counted = 0;

        assertThat(text(BOARD)).contains("– Quận Hai Bà Trưng – – – – – 0/5");
        assertThat(page(BOARD)).doesNotContain("<figure");
    }

    @Test
    void the_notice_is_on_every_page_that_shows_points() {
        for (var path : List.of("/", BOARD, BOARD + "/units/HBT", "/inbox/HBT")) {
            assertThat(text(path)).as(path).contains("Dữ liệu mẫu: điểm số do chúng tôi đặt ra");
        }
    }

    @Test
    void leadership_tells_who_leads_and_how_far_the_next_year_is_agreed() {
        assertThat(text(BOARD))
                .containsSubsequence(
                        "Cụm trưởng năm 2019 Quận Hai Bà Trưng",
                        "Năm 2020",
                        "Đã thống nhất",
                        "Cụm trưởng Quận Đống Đa",
                        "Cụm phó Quận Hoàn Kiếm",
                        "Nhiệm kỳ từ ngày 1 tháng 1 năm 2020");

        board().leadership = "NOMINATED";
        assertThat(text(BOARD + "?lang=en"))
                .containsSubsequence("Nominated, members are being asked", "2 of 6 members have consented");
    }

    @Test
    void the_chart_names_every_unit_with_its_figures() {
        assertThat(page(BOARD))
                .contains("<title>Quận Hai Bà Trưng: tổng điểm 93,20, tự chấm 96,00</title>")
                .contains("<title>Quận Hoàng Mai: tổng điểm 88,50, tự chấm 93,00</title>");
    }

    @Test
    void a_reader_with_the_newest_revision_gets_nothing_again() {
        assertThat(open(BOARD + "/standings?since=7").statusCode()).isEqualTo(204);
        assertThat(open(BOARD + "/honours?since=7").statusCode()).isEqualTo(204);

        var part = open(BOARD + "/standings?since=6");
        assertThat(part.statusCode()).isEqualTo(200);
        assertThat(part.body()).startsWith("<div id=\"standings\"").contains("since=7", "93,20");
    }

    @Test
    void every_line_of_the_standings_has_a_name_to_move_by() {
        var motion = reader(BOARD).send(reader(BOARD).to(BOARD + "/motion.css").header("Accept", "text/css,*/*;q=0.1"));

        assertThat(motion.headers().firstValue("Content-Type").orElse("")).startsWith("text/css");
        assertThat(motion.body()).contains("#unit-HBT { view-transition-name: unit-HBT; }");
        assertThat(page(BOARD)).contains("id=\"unit-HBT\"");
        assertThat(page("/")).contains("id=\"unit-HBT\"");
    }

    @Test
    void the_navigation_says_where_the_reader_is() {
        assertThat(page(BOARD)).contains("<a href=\"/\" aria-current=\"true\">Bảng xếp hạng</a>");
        assertThat(page("/inbox/HBT")).contains("<a href=\"/inbox\" aria-current=\"true\">Hộp thư</a>");
        assertThat(page("/nowhere")).doesNotContain("/operations\" aria-current");
    }

    @Test
    void a_unit_page_has_each_peers_mark_the_mean_the_maximum_and_the_own_mark() {
        assertThat(text(BOARD + "/units/HBT"))
                .containsSubsequence("DD", "HK", "HM", "BD", "LB", "Trung bình", "Tối đa", "Tự chấm")
                .contains("Cộng điểm cơ bản 91,50 91,00 92,00 91,00 90,50 91,20 95 94,00")
                .contains("Điểm thưởng +2,00 +2,00 +2,00 +2,00 +2,00 +2,00 +5,00 +2,00")
                .contains("Tổng điểm 93,50 93,00 94,00 93,00 92,50 93,20 100 96,00")
                .contains("Quận Đống Đa Mô hình mới, cách làm hay được cấp có thẩm quyền công nhận, nhân rộng +2,00");
    }

    @Test
    void a_unit_that_half_the_peers_have_scored_has_dashes_for_the_others() {
        board().status = "OPEN";
        board().counted = 8;

        assertThat(text(BOARD + "/units/HK"))
                .contains("Cộng điểm cơ bản 91,00 – – – – 91,00 95 93,00")
                .contains("Ô có dấu gạch là phiếu chưa nhận.");
    }

    @Test
    void english_is_chosen_once_and_remembered() {
        var chosen = open(BOARD + "?lang=en");
        assertThat(chosen.body())
                .contains("<html lang=\"en\"")
                .contains("93.20")
                .contains("5 November 2019");
        assertThat(chosen.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("lang=en", "HttpOnly", "SameSite=Lax"));

        var later = reader(BOARD).send(reader(BOARD).to(BOARD, "lang=en"));
        assertThat(later.body()).contains("<html lang=\"en\"").contains("Final results");
    }

    @Test
    void vietnamese_is_the_default_whatever_the_browser_prefers() {
        var page = reader(BOARD).send(reader(BOARD).to(BOARD).header("Accept-Language", "en-US,en;q=0.9"));

        assertThat(page.body()).contains("<html lang=\"vi\"").contains("93,20");
        assertThat(page(BOARD + "?lang=fr")).contains("<html lang=\"vi\"");
    }

    @Test
    void names_are_text_whatever_they_contain() {
        board().rename("HBT", "<script>alert(1)</script>\" onload=\"x");
        board().theme = "<img src=x>";
        board().notice = "<b>đậm</b>";

        for (var path : List.of("/", BOARD, BOARD + "/units/HBT", "/inbox/HBT")) {
            assertThat(page(path))
                    .as(path)
                    .doesNotContain("<script>alert", "<img", "<b>đậm", "\" onload=\"")
                    .contains("&lt;script&gt;alert(1)");
        }
    }

    @Test
    void an_inbox_says_what_is_unread_and_marks_it_by_a_plain_form() {
        assertThat(text("/inbox/HBT"))
                .contains("2 thư chưa đọc")
                .containsSubsequence(
                        "Năm 2020: Quận Đống Đa làm Cụm trưởng, Quận Hoàn Kiếm làm Cụm phó",
                        "Hai Bà Trưng xếp thứ 1 với 93,20 điểm – kết quả chính thức năm 2019");

        var secret = Reader.secret(page("/inbox/HBT"));
        var read = console.as("hbt").submit("/inbox/HBT/items/1/read", "", secret);
        assertThat(read.statusCode()).isEqualTo(303);
        assertThat(Reader.location(read)).endsWith("/inbox/HBT");
        assertThat(text("/inbox/HBT")).contains("1 thư chưa đọc");
        assertThat(text("/inbox/HBT?unread=true")).contains("Năm 2020").doesNotContain("xếp thứ 1");

        console.as("hbt").submit("/inbox/HBT/items/1/unread", "unread=true", secret);
        assertThat(text("/inbox/HBT?lang=en"))
                .contains("2 unread items")
                .contains("Hai Bà Trưng ranks 1st with 93.20 points");
    }

    @Test
    void everybody_is_led_to_the_own_inbox() {
        assertThat(Reader.location(console.as("hbt").ask("/inbox"))).isEqualTo("/inbox/HBT");
        assertThat(visible(console.as("thanhpho").page("/inbox")))
                .contains("Ủy ban MTTQ Việt Nam Thành phố", "Cụm thi đua số I năm 2019");
    }

    @Test
    void operations_show_lag_dead_letters_outbox_and_rates_of_each_service() {
        assertThat(text("/operations"))
                .containsSubsequence(
                        "Chấm điểm",
                        "Hoạt động",
                        "thidua.intake.v1",
                        "12",
                        "3 s",
                        "Xếp hạng",
                        "1.204",
                        "1.833",
                        "12,5");
        assertThat(text("/operations?lang=en")).containsSubsequence("Ranking", "Up", "1,204", "1,833", "12.5");
    }

    @Test
    void operations_go_on_when_a_service_is_down() {
        console.services.stop(Service.SCORING);
        try {
            assertThat(text("/operations")).containsSubsequence("Chấm điểm", "Không trả lời", "Xếp hạng", "Hoạt động");
            assertThat(text("/inbox/HBT")).contains("HBT", "2 thư chưa đọc");
        } finally {
            console.services.start(Service.SCORING);
        }
    }

    @Test
    void a_page_whose_service_is_silent_says_which_and_what_to_do() {
        console.services.stop(Service.RANKING);
        try {
            var page = open(BOARD);
            assertThat(page.statusCode()).isEqualTo(502);
            assertThat(visible(page.body())).contains("cần dịch vụ “Xếp hạng”").contains("Hãy thử lại sau ít phút");
            assertThat(text(BOARD + "?lang=en")).contains("This page needs the “Ranking” service");
        } finally {
            console.services.start(Service.RANKING);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/boards/hn-mttq-cum-1:2020",
                "/boards/BAD",
                BOARD + "/units/XX",
                BOARD + "/units/%20",
                "/inbox/none"
            })
    void what_is_not_there_is_a_page_that_says_so(String path) {
        var page = open(path);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(visible(page.body())).contains("Không tìm thấy trang").doesNotContain("Exception");
        assertThat(text(path + "?lang=en")).contains("Page not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", BOARD, BOARD + "/units/HBT", "/inbox/HBT", "/operations", "/nowhere", "/console.css"})
    void everything_comes_with_a_strict_policy(String path) {
        var headers = open(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", BOARD, BOARD + "/units/HBT", "/inbox/HBT", "/operations", "/nowhere", "/sign-in"})
    void no_page_has_script_or_style_of_its_own(String path) {
        assertThat(Pattern.compile("<style|<script(?![^>]* src=)|\\sstyle=|\\son[a-z]+=|javascript:")
                        .matcher(page(path))
                        .results()
                        .map(found -> found.group()))
                .isEmpty();
    }

    @Test
    void scripts_styles_and_typefaces_are_there_and_cached_by_their_content() {
        var page = page(BOARD);
        var files = Pattern.compile("(?:href|src)=\"(/[^\"?]+-[0-9a-f]{32}\\.(?:css|js|svg|woff2))\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(files).hasSize(5);
        for (var file : files) {
            var answer = open(file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("max-age=31536000");
        }
    }

    @Test
    void a_form_on_another_site_changes_nothing() {
        var reader = console.as("hbt");
        var secret = Reader.encoded(Reader.secret(page("/inbox/HBT")));
        var refused = reader.send(reader.to("/inbox/HBT/items/1/read?_csrf=" + secret)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Accept", "text/html")
                .POST(BodyPublishers.noBody()));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(visible(refused.body())).contains("Yêu cầu bị từ chối");
        assertThat(text("/inbox/HBT")).contains("2 thư chưa đọc");
    }

    /** Each page as somebody sees it who may. */
    private static Reader reader(String path) {
        if (path.startsWith("/inbox")) {
            return console.as("hbt");
        }
        return console.as(path.startsWith("/operations") ? "vanhanh" : "thanhpho");
    }

    private static HttpResponse<String> open(String path) {
        return reader(path).open(path);
    }

    private static String page(String path) {
        return open(path).body();
    }

    private static Case2019 board() {
        return Objects.requireNonNull(console.services.boards.get(Case2019.BOARD));
    }

    private static String text(String path) {
        return visible(page(path));
    }

    /** What is written on a page, without its markup. */
    private static String visible(String page) {
        return page.substring(page.indexOf("<main"))
                .replaceAll("(?s)<title.*?</title>", " ")
                .replaceAll("<[^>]+>", " ")
                .replace("&quot;", "\"")
                .replaceAll("\\s+", " ")
                .replace(" :", ":");
    }
}
