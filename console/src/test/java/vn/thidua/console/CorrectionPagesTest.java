package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Corrections of final results, over services of which everything is known. */
class CorrectionPagesTest {

    private static final String BOARD = "/boards/hn-mttq-cum-1:2019";
    private static final String PAGE = BOARD + "/corrections";
    private static final String SHEET = "hn-mttq-cum-1:2019/PEER/DD/HBT";

    private static RunningConsole console;

    @BeforeAll
    static void start() {
        console = RunningConsole.with2019();
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @BeforeEach
    void noneOpen() {
        console.services.corrections.clear();
    }

    private static Reader loggedIn(String user) {
        var reader = new Reader(console);
        reader.logIn(user, Reader.PASSWORD, BOARD + "/proceedings");
        console.services.requests.clear();
        return reader;
    }

    @Test
    void the_city_and_the_head_are_led_to_them_from_final_results() {
        assertThat(loggedIn("thanhpho").page(BOARD)).contains(PAGE);
        assertThat(loggedIn("hbt").page(BOARD)).contains(PAGE);
        assertThat(loggedIn("lb").page(BOARD)).doesNotContain(PAGE);
        assertThat(loggedIn("lb").open(PAGE).statusCode()).isEqualTo(403);
    }

    @Test
    void marks_are_taken_as_people_write_them_several_at_once() {
        var city = loggedIn("thanhpho");
        var form = city.page(PAGE);
        assertThat(form).contains("Quận Đống Đa chấm Quận Hai Bà Trưng", "value=\"" + SHEET + "\"");

        var done = city.submit(
                PAGE,
                line(SHEET, "I.1", "4,5") + line(SHEET, "I.2", " 5.0 ") + line("", "", "") + line("", "", "")
                        + "reason=" + Reader.encoded("ghi nhầm"),
                Reader.secret(form));

        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(console.services.requests)
                .anySatisfy(request -> assertThat(request.method() + " " + request.uri() + " " + request.body())
                        .contains("POST", "/corrections", "\"because\":\"ghi nhầm\"", SHEET)
                        .contains("\"I.1\":450", "\"I.2\":500"));
    }

    @Test
    void what_is_half_filled_in_or_refused_stays_in_the_form() {
        var city = loggedIn("thanhpho");
        var secret = Reader.secret(city.page(PAGE));

        var unclear = city.submit(PAGE, line(SHEET, "I.1", "bốn") + line("", "", "") + "reason=x", secret);
        assertThat(unclear.statusCode()).isEqualTo(422);
        assertThat(unclear.body()).contains("role=\"alert\"", "ví dụ 5,5", "value=\"bốn\"");
        assertThat(console.services.requests)
                .noneMatch(request -> request.method().equals("POST"));

        var refused = city.submit(PAGE, line(SHEET, "I.1", "4,5") + line("", "", "") + "reason=refuse", secret);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("role=\"alert\"", "Đang có đề nghị đính chính.", "value=\"4,5\"");
    }

    @Test
    void an_open_one_shows_what_it_changes_and_takes_an_approval() {
        console.services.corrections.add(FakeCorrections.open("hn-mttq-cum-1:2019"));
        var city = loggedIn("thanhpho");

        var page = city.page(PAGE);

        assertThat(page)
                .contains("Đang chờ duyệt", "Ghi nhầm &lt;tiêu chí&gt;", "Thứ 1, 93,20 điểm", "Thứ 1, 93,00 điểm")
                .contains("Quận Đống Đa chấm Quận Hai Bà Trưng", "5,5", "4,5", "hbt (Cụm trưởng)")
                .doesNotContain("name=\"mark\"", "Bạn đã duyệt");
        assertThat(loggedIn("hbt").page(PAGE)).contains("Bạn đã duyệt");
        var done = city.submit(PAGE + "/1/approval", "", Reader.secret(page));
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(console.services.requests)
                .anySatisfy(request -> assertThat(request.method() + " " + request.uri())
                        .startsWith("POST ")
                        .endsWith("/corrections/1/approval"));
    }

    private static String line(String sheet, String criterion, String mark) {
        return "sheet=%s&criterion=%s&mark=%s&"
                .formatted(Reader.encoded(sheet), Reader.encoded(criterion), Reader.encoded(mark));
    }
}
