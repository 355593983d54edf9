package vn.thidua.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the template to counted sheets, without script. */
class FilePagesTest {

    private static final String BOARD = "/boards/hn-mttq-cum-1:2019";
    private static final String PAGE = BOARD + "/file";

    private static RunningConsole console;
    private final Reader reader = loggedIn();

    @BeforeAll
    static void start() {
        console = RunningConsole.with2019();
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
    void the_board_leads_there_while_sheets_come_in_and_for_districts_only() {
        var board = Objects.requireNonNull(console.services.boards.get("hn-mttq-cum-1:2019"));
        var before = board.status;
        board.status = "OPEN";
        assertThat(reader.page(BOARD)).contains("href=\"" + PAGE + "\"");
        board.status = before;
        assertThat(reader.page(BOARD)).doesNotContain("href=\"" + PAGE + "\"");

        var city = new Reader(console);
        assertThat(city.logIn("thanhpho", Reader.PASSWORD, PAGE).statusCode()).isEqualTo(403);
        assertThat(new Reader(console).ask(PAGE).statusCode() / 100).isEqualTo(3);
        assertThat(reader.open("/boards/cum-khac:2019/file").statusCode()).isEqualTo(404);
    }

    @Test
    void the_page_offers_templates_and_says_how() {
        assertThat(text(reader.page(PAGE)))
                .containsSubsequence("Quận Hai Bà Trưng: tải mẫu", "1. Tải mẫu", "2. Điền điểm", "3. Tải lên");
        assertThat(reader.page(PAGE))
                .contains(
                        "href=\"/api/scoring/v1/boards/hn-mttq-cum-1:2019/sheets/template.xlsx\"",
                        "href=\"/api/scoring/v1/boards/hn-mttq-cum-1:2019/sheets/template.csv\"");
        assertThat(text(reader.page(PAGE + "?lang=en"))).contains("Nothing counts before you press submit");
    }

    @Test
    void a_file_is_looked_at_row_by_row_and_then_submitted_as_it_was() {
        var looked = upload("phiếu.csv", "kind;…\nrows");

        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(text(looked.body()))
                .contains("2 dòng gửi được, 1 dòng chưa được. Chưa có gì được tính.", "1 dòng chưa điền")
                .containsSubsequence(
                        "7 Tự chấm Phiếu mới",
                        "8 Chấm Quận Đống Đa Bản sửa thay bản 1",
                        "9 Chấm Quận Hoàn Kiếm Chưa được",
                        "Ô H9: “abc” không phải là điểm.");
        assertThat(posted("/sheets/file/preview"))
                .satisfies(request -> assertThat(request.body()).isEqualTo("kind;…\nrows"))
                .satisfies(request -> assertThat(request.headers()).containsEntry("content-type", "text/csv"));

        var done = reader.submit(PAGE + "/submit", "digest=sha-256:abc", Reader.secret(looked.body()));

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(text(done.body()))
                .contains("2 phiếu đã được nhận và được tính; 1 dòng không được nhận.")
                .containsSubsequence("7 Tự chấm Đã nhận bản 1", "8 Chấm Quận Đống Đa Đã nhận bản sửa bản 2");
        assertThat(posted("/sheets/file"))
                .satisfies(request -> assertThat(request.body()).isEqualTo("kind;…\nrows"))
                .satisfies(request -> assertThat(request.headers()).containsEntry("if-match", "\"sha-256:abc\""));

        var again = reader.submit(PAGE + "/submit", "digest=sha-256:abc", Reader.secret(done.body()));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(text(again.body())).contains("Tệp đã xem trước không còn được giữ");
    }

    @Test
    void another_file_than_the_one_on_the_screen_is_not_submitted() {
        var looked = upload("a.csv", "rows");

        assertThat(reader.submit(PAGE + "/submit", "digest=sha-256:other", Reader.secret(looked.body()))
                        .statusCode())
                .isEqualTo(409);
        assertThat(console.services.requests).noneMatch(request -> request.uri().endsWith("/sheets/file"));
    }

    @Test
    void what_the_service_refuses_is_told_in_its_words() {
        var refused = upload("macro.xlsm", "refuse");

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(text(refused.body())).contains("Tệp chưa được nhận Hãy gửi tệp .xlsx hoặc .csv");
        assertThat(text(upload("macro.xlsm", "refuse", "?lang=en").body()))
                .contains("The file was not taken Send an .xlsx or .csv file");
    }

    @ParameterizedTest
    @CsvSource({"0,422,Hãy chọn một tệp", "4194305,413,Tệp tối đa 4 MiB"})
    void files_of_no_use_are_not_passed_on(int bytes, int status, String says) {
        var answer = upload("a.csv", "x".repeat(bytes));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(text(answer.body())).contains(says);
        assertThat(console.services.requests).noneMatch(request -> request.uri().contains("/sheets/file"));
    }

    @Test
    void a_form_without_its_secret_changes_nothing() {
        var boundary = "b";
        var answer = reader.send(reader.to(PAGE)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"file\";"
                        + " filename=\"a.csv\"\r\n\r\nrows\r\n--b--\r\n")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(console.services.requests).noneMatch(request -> request.uri().contains("/sheets/file"));
    }

    private HttpResponse<String> upload(String name, String content) {
        return upload(name, content, "");
    }

    private HttpResponse<String> upload(String name, String content, String query) {
        var secret = Reader.secret(reader.page(PAGE + query));
        var body = "--part\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + secret
                + "\r\n--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--part--\r\n";
        return reader.send(reader.to(PAGE + query)
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=part")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8))));
    }

    private static FakeServices.Request posted(String path) {
        return console.services.requests.stream()
                .filter(request ->
                        request.method().equals("POST") && request.uri().endsWith(path))
                .findFirst()
                .orElseThrow();
    }

    private static String text(String page) {
        return page.substring(page.indexOf("<main"))
                .replaceAll("<[^>]+>", " ")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }
}
