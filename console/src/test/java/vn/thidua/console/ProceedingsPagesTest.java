package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is decided beside the marks, over services of which everything is known. */
class ProceedingsPagesTest {

    private static final String BOARD = "/boards/hn-mttq-cum-1:2019";
    private static final String PAGE = BOARD + "/proceedings";

    private static RunningConsole console;

    @BeforeAll
    static void start() {
        console = RunningConsole.with2019();
        Objects.requireNonNull(console.services.boards.get("hn-mttq-cum-1:2019")).status = "CLOSED";
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    private static Reader loggedIn(String user) {
        var reader = new Reader(console);
        reader.logIn(user, Reader.PASSWORD, PAGE);
        console.services.requests.clear();
        return reader;
    }

    @Test
    void members_read_what_was_decided_why_and_what_is_still_tied() {
        var page = loggedIn("dd").page(PAGE);

        assertThat(page)
                .contains("Còn 1 Cờ thi đua.", "Không phải phân định.", "Tạm dừng xét Quận Long Biên", "Đang thanh tra")
                .contains("Không đạt ngưỡng")
                .doesNotContain("name=\"present\"", "proceedings/holds/1/release");
    }

    @Test
    void the_city_places_and_releases_holds_and_the_head_records_ballots() {
        var city = loggedIn("thanhpho");
        var page = city.page(PAGE);
        assertThat(page).contains("proceedings/holds/1/release").doesNotContain("name=\"present\"");

        var done = city.submit(
                PAGE + "/holds", "unit=DD&reason=" + Reader.encoded("khiếu nại") + "&basis=", Reader.secret(page));
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(console.services.requests)
                .anySatisfy(request -> assertThat(request.method() + " " + request.uri() + " " + request.body())
                        .contains("POST", "/proceedings/holds", "\"unit\":\"DD\"", "khiếu nại"));

        var head = loggedIn("hbt");
        var form = head.page(PAGE);
        assertThat(form).contains("name=\"votes.DD\"", "name=\"votes.HK\"");
        head.submit(
                PAGE + "/ballots",
                "round=FIRST&present=6&votes.DD=5&votes.HK=1&reason=" + Reader.encoded("biên bản"),
                Reader.secret(form));
        assertThat(console.services.requests)
                .anySatisfy(request -> assertThat(request.body()).contains("\"DD\":5", "\"HK\":1", "\"present\":6"));
    }

    @Test
    void what_is_refused_is_told_in_the_services_words() {
        var city = loggedIn("thanhpho");

        var refused = city.submit(PAGE + "/holds", "unit=DD&reason=refuse&basis=", Reader.secret(city.page(PAGE)));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("role=\"alert\"", "Đã ghi nhận kết quả khác.");
    }

    @Test
    void advice_is_for_the_head_and_the_city() {
        assertThat(loggedIn("hbt").page(BOARD + "/advice")).contains("5 phiếu chấm DD từ 88,00 đến 92,50.");
        assertThat(loggedIn("dd").open(BOARD + "/advice").statusCode()).isEqualTo(403);
    }
}
