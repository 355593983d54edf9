package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How people log in at the console's own authorization server, what they see then, and what nobody else gets. */
class LoginTest {

    private static final String BOARD = "/boards/hn-mttq-cum-1:2019";
    private static final String STREAM = "/api/ranking/v1" + BOARD + "/standings/stream";
    private static final String STANDINGS = "/api/ranking/v1" + BOARD + "/standings";

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
    void a_person_logs_in_with_code_and_proof_key_and_comes_to_the_page_that_was_asked_for() {
        var reader = new Reader(console);

        var page = reader.logIn("hbt", Reader.PASSWORD, "/inbox/HBT?unread=true");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.request().uri()).isEqualTo(console.at("/inbox/HBT?unread=true"));
        assertThat(page.body()).contains("<strong>Quận Hai Bà Trưng</strong>", "Đăng xuất", "2 thư chưa đọc");
        var asked = reader.answers.stream()
                .flatMap(answer -> answer.headers().firstValue("Location").stream())
                .filter(address -> address.contains("/oauth2/authorize?"))
                .findFirst()
                .orElseThrow();
        assertThat(asked)
                .startsWith(console.origin())
                .contains("response_type=code", "code_challenge_method=S256", "code_challenge=", "state=", "nonce=");
    }

    @Test
    void a_wrong_password_and_an_unknown_name_are_answered_alike() {
        for (var user : List.of("hbt", "nobody-of-that-name")) {
            var reader = new Reader(console);
            var page = reader.logIn(user, "not-the-password", "/inbox");

            assertThat(page.body()).as(user).contains("Tên đăng nhập hoặc mật khẩu không đúng", "name=\"password\"");
            assertThat(reader.ask("/inbox").statusCode()).as(user).isEqualTo(302);
        }
    }

    @Test
    void who_guesses_passwords_waits_and_is_told_so() {
        var reader = new Reader(console);
        var page = reader.logIn("doan-mo", "0", "/inbox");
        for (var guess = 1; page.statusCode() == 200; guess++) {
            assertThat(guess).isLessThan(25);
            page = reader.logIn("doan-mo", Integer.toString(guess), "/inbox");
        }

        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains("Quá nhiều lần sai mật khẩu", "Đăng nhập lại");
        assertThat(new Reader(console).logIn("dd", Reader.PASSWORD, "/inbox/DD").statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_login_page_names_the_demo_accounts_in_both_languages() {
        var reader = new Reader(console);

        var form = reader.page("/sign-in");
        assertThat(form)
                .contains("Tài khoản dùng thử", "<code>hbt</code>", "<code>thanhpho</code>", "<code>vanhanh</code>")
                .contains("<code>thi-dua-2019</code>");
        assertThat(reader.page("/login?lang=en")).contains("Demo accounts", "User name");
    }

    @Test
    void the_cookie_is_for_this_host_alone_and_out_of_scripts_reach_and_changes_with_each_login() {
        var reader = new Reader(console);
        var form = reader.open("/sign-in");
        var before = reader.session();
        reader.followed(
                reader.submit("/login", "username=hbt&password=" + Reader.PASSWORD, Reader.secret(form.body())));

        assertThat(before).isNotNull().isNotEqualTo(reader.session());
        var cookies = reader.answers.stream()
                .flatMap(answer -> answer.headers().allValues("Set-Cookie").stream())
                .filter(cookie -> cookie.startsWith(Reader.COOKIE))
                .toList();
        assertThat(cookies)
                .hasSizeGreaterThan(1)
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
                        .doesNotContainIgnoringCase("Domain=")
                        .doesNotContainIgnoringCase("Max-Age"));
    }

    @Test
    void a_session_that_was_planted_before_the_login_is_worth_nothing_after_it() {
        var reader = new Reader(console);
        var form = reader.open("/sign-in");
        var planted = reader.session();
        reader.followed(
                reader.submit("/login", "username=hbt&password=" + Reader.PASSWORD, Reader.secret(form.body())));

        var thief = console.send(console.to("/inbox/HBT").header("Cookie", Reader.COOKIE + "=" + planted));

        assertThat(thief.statusCode()).isEqualTo(302);
    }

    @Test
    void whoever_is_not_logged_in_gets_no_session_by_reading() {
        for (var path : List.of("/", BOARD, "/console.css", "/nowhere", "/actuator/health")) {
            assertThat(console.open(path).headers().allValues("Set-Cookie"))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void logging_out_ends_the_console_and_the_issuer_alike() {
        var reader = new Reader(console);
        var secret =
                Reader.secret(reader.logIn("hbt", Reader.PASSWORD, "/inbox/HBT").body());
        var session = reader.session();

        assertThat(reader.send(reader.to("/sign-out").POST(BodyPublishers.noBody()))
                        .statusCode())
                .as("without the form's secret")
                .isEqualTo(403);
        assertThat(reader.ask("/sign-out").statusCode()).as("by a link").isEqualTo(404);
        assertThat(reader.ask("/inbox/HBT").statusCode()).isEqualTo(200);

        var out = reader.submit("/sign-out", "", secret);

        assertThat(Reader.location(out)).isEqualTo("/");
        assertThat(reader.ask("/inbox/HBT").statusCode()).isEqualTo(302);
        assertThat(reader.open("/inbox/HBT").body())
                .as("the password is asked for again")
                .contains("name=\"password\"");
        assertThat(console.send(console.to(STANDINGS).header("Cookie", Reader.COOKIE + "=" + session))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example",
                "/\\elsewhere.example",
                "/%09/elsewhere.example",
                "\\\\elsewhere.example",
                "javascript:alert(1)",
                "elsewhere.example",
                "/a\r\nSet-Cookie: x=y",
                ""
            })
    void no_address_to_come_back_to_leads_off_this_origin(String elsewhere) {
        var reader = new Reader(console);

        var page = reader.logIn("hbt", Reader.PASSWORD, "/sign-in?redirect=" + Reader.encoded(elsewhere));

        assertThat(page.request().uri().getAuthority())
                .isEqualTo(console.at("/").getAuthority());
        assertThat(reader.answers)
                .allSatisfy(answer -> assertThat(
                                answer.headers().firstValue("Location").orElse("/"))
                        .doesNotContain("//elsewhere", "\\"));
        var again = reader.ask("/sign-in?redirect=" + Reader.encoded(elsewhere));
        assertThat(Reader.location(again)).as("while logged in").startsWith("/").doesNotContain("elsewhere.example/");
    }

    @Test
    void a_code_that_somebody_else_was_given_logs_nobody_in() {
        var attacker = new Reader(console);
        var form = attacker.open("/sign-in");
        var answer = attacker.submit("/login", "username=dd&password=" + Reader.PASSWORD, Reader.secret(form.body()));
        var withCode = Reader.location(attacker.ask(Reader.location(answer)));
        assertThat(withCode).contains("code=");

        var victim = new Reader(console);
        victim.open("/sign-in");
        var refused = victim.ask(withCode.replace(console.origin(), ""));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("Đăng nhập không thành công");
        assertThat(victim.ask("/inbox").statusCode()).isEqualTo(302);
    }

    @Test
    void a_login_form_from_another_site_logs_nobody_in() {
        var reader = new Reader(console);
        reader.open("/sign-in");

        var without = reader.send(reader.to("/login")
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=hbt&password=" + Reader.PASSWORD)));

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("Phiên làm việc đã hết");
        assertThat(reader.ask("/inbox").statusCode()).isEqualTo(302);
    }

    @Test
    void a_form_without_its_secret_changes_nothing() {
        var reader = console.as("hbt");
        var unread = reader.page("/inbox/HBT");

        for (var form : List.of(
                "",
                "_csrf=",
                "_csrf=AAAA",
                "_csrf=" + Reader.encoded(Reader.secret(console.as("dd").page("/inbox/DD"))))) {
            var refused = reader.send(reader.to("/inbox/HBT/items/1/read")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
            assertThat(refused.statusCode()).as(form).isEqualTo(403);
        }
        assertThat(unread).contains("2 thư chưa đọc");
        assertThat(reader.page("/inbox/HBT")).contains("2 thư chưa đọc");
    }

    @Test
    void a_part_of_a_page_whose_session_has_ended_opens_the_page_again() {
        var gone = new Reader(console);

        var read = gone.send(gone.to(BOARD + "/standings?since=7").header("HX-Request", "true"));
        var written = gone.send(
                gone.to("/inbox/HBT/items/1/read").header("HX-Request", "true").POST(BodyPublishers.noBody()));

        assertThat(read.statusCode()).isEqualTo(401);
        assertThat(read.headers().firstValue("HX-Refresh")).hasValue("true");
        assertThat(written.statusCode()).isEqualTo(403);
        assertThat(written.headers().firstValue("HX-Refresh")).hasValue("true");
    }

    @Test
    void a_login_at_another_name_of_this_machine_begins_at_the_right_one() {
        var there = console.send(
                console.to(URI.create("http://127.0.0.1:" + console.at("/").getPort() + "/sign-in?redirect=/inbox")));

        assertThat(Reader.location(there)).isEqualTo(console.origin() + "/sign-in?redirect=%2Finbox");
    }

    @Test
    void nobody_in_particular_sees_final_results_and_is_told_of_nothing_else() {
        var open = new Case2019();
        open.board = "hn-mttq-cum-1:2019-H1";
        open.status = "OPEN";
        console.services.add(open);

        assertThat(console.page("/"))
                .contains("Kết quả chính thức", "93,20", "/sign-in?redirect=/")
                .doesNotContain("2019-H1", "hx-get", "sse-connect", "/units/", "href=\"/inbox", "href=\"/operations");
        assertThat(console.page(BOARD))
                .contains("93,20", "Quận Đống Đa", "Đã thống nhất")
                .doesNotContain("hx-get", "sse-connect", "/units/");
        assertThat(console.open("/boards/hn-mttq-cum-1:2019-H1").statusCode()).isEqualTo(404);
        for (var path : List.of(BOARD + "/units/HBT", BOARD + "/leadership", "/inbox", "/inbox/HBT", "/operations")) {
            assertThat(Reader.location(console.open(path)))
                    .as(path)
                    .isEqualTo("/sign-in?redirect=" + Reader.encoded(path));
        }
    }

    @Test
    void a_nomination_is_told_to_members_and_not_to_everybody() {
        board().leadership = "NOMINATED";

        assertThat(console.page(BOARD)).doesNotContain("Quận Đống Đa</dd>");
        assertThat(console.as("hbt").page(BOARD)).contains("Đã giới thiệu", "Quận Đống Đa</dd>");
    }

    @Test
    void a_district_sees_that_an_open_board_is_sealed_and_how_many_sheets_are_missing() {
        board().status = "OPEN";
        board().counted = 30;
        var district = console.as("hbt");

        assertThat(district.page(BOARD))
                .contains("Niêm phong đến khi khoá phiếu", "Đã nhận 30 trên 36 phiếu, còn thiếu 6")
                .doesNotContain("<table", "<figure", "sse-connect");
        assertThat(district.page("/")).contains("Tạm tính").doesNotContain("93,20", "Dẫn đầu");
        assertThat(district.page(BOARD + "/standings?since=-1"))
                .startsWith("<div id=\"standings\"")
                .contains("Niêm phong");
        assertThat(district.page(BOARD + "/motion.css")).isEmpty();
        assertThat(district.open(BOARD + "/units/HBT").statusCode()).isEqualTo(403);
        assertThat(console.as("thanhpho").page(BOARD)).contains("<table", "sse-connect");

        board().status = "CLOSED";
        board().counted = 36;
        assertThat(district.page(BOARD)).contains("93,20", "sse-connect").doesNotContain("Niêm phong");
    }

    @Test
    void a_sealed_board_is_sealed_in_english_too() {
        board().status = "OPEN";

        assertThat(console.as("hbt").page(BOARD + "?lang=en"))
                .contains("Sealed until scoring closes", "All 36 sheets received");
    }

    @ParameterizedTest
    @CsvSource({
        "hbt,      /inbox/DD,    404",
        "hbt,      /inbox/CITY,  404",
        "hbt,      /operations,  403",
        "hbt,      /actuator/metrics, 403",
        "thanhpho, /inbox/HBT,   404",
        "thanhpho, /operations,  403",
        "vanhanh,  /inbox,       403",
        "vanhanh,  /boards/hn-mttq-cum-1:2019, 403",
        "vanhanh,  /boards/hn-mttq-cum-1:2019/motion.css, 403",
        "vanhanh,  /boards/hn-mttq-cum-1:2019/units/HBT, 403",
        "vanhanh,  /nowhere,     404",
        "vanhanh,  /actuator/metrics, 200"
    })
    void each_role_opens_what_is_its_own(String user, String path, int status) {
        var page = console.as(user).open(path);

        assertThat(page.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertThat(page.body()).contains("Không có quyền");
        }
    }

    @Test
    void the_navigation_shows_what_the_role_may_use() {
        assertThat(console.as("hbt").page("/")).contains("href=\"/inbox\"").doesNotContain("href=\"/operations\"");
        assertThat(console.as("thanhpho").page("/"))
                .contains("href=\"/inbox\"", "Ủy ban MTTQ Việt Nam Thành phố")
                .doesNotContain("href=\"/operations\"");
        var operations = console.as("vanhanh").open("/");
        assertThat(operations.request().uri().getPath()).isEqualTo("/operations");
        assertThat(operations.body())
                .contains("href=\"/operations\"", "1.204")
                .doesNotContain("href=\"/inbox\"", ">Bảng xếp hạng<");
    }

    @Test
    void a_page_of_ours_reads_the_apis_as_whoever_is_logged_in() {
        var reader = console.as("hbt");
        var feed = reader.send(
                reader.to(STREAM).header("Accept", "text/event-stream").header("Sec-Fetch-Site", "same-origin"),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(feed.statusCode()).isEqualTo(200);
        assertThat(feed.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThatCode(() -> feed.body().close()).doesNotThrowAnyException();

        assertThat(reader.send(reader.to(STANDINGS)).statusCode()).isEqualTo(200);
        assertThat(reader.send(reader.to(STANDINGS).HEAD()).statusCode()).isEqualTo(200);
        assertThat(console.send(console.to(STANDINGS)).statusCode())
                .as("nobody")
                .isEqualTo(401);
        assertThat(reader.send(reader.to(STANDINGS).header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .as("for another site")
                .isEqualTo(401);
    }

    @Test
    void what_changes_something_through_the_apis_needs_the_sessions_secret_or_an_own_token() {
        var reader = console.as("hbt");
        var secret = Reader.secret(reader.page("/inbox/HBT"));
        var sheets = "/api/scoring/v1/boards/hn-mttq-cum-1:2019/sheets";
        HttpRequest.BodyPublisher sheet = BodyPublishers.ofString("{}");

        assertThat(reader.send(reader.to(sheets).POST(sheet)).statusCode()).isEqualTo(401);
        assertThat(reader.send(reader.to(sheets + "?_csrf=" + Reader.encoded(secret))
                                .POST(sheet))
                        .statusCode())
                .as("only in the header, the rest is the service's")
                .isEqualTo(401);
        assertThat(reader.send(reader.to(sheets).header("X-CSRF-TOKEN", "AAAA").POST(sheet))
                        .statusCode())
                .isEqualTo(401);
        assertThat(reader.send(reader.to(sheets).header("X-CSRF-TOKEN", secret).POST(sheet))
                        .statusCode())
                .isEqualTo(201);
        assertThat(console.services.requests.getLast().headers())
                .as("the session's secrets are the console's")
                .doesNotContainKeys("x-csrf-token", "cookie");
        var token = console.token("he-thong-dd");
        assertThat(reader.send(reader.to(sheets)
                                .header("Authorization", "Bearer " + token)
                                .POST(sheet))
                        .statusCode())
                .isEqualTo(201);
        assertThat(console.services.requests.getLast().headers().get("authorization"))
                .as("the request's own token counts, not the session's")
                .isEqualTo("Bearer " + token);
    }

    @Test
    void no_page_and_no_header_ever_tells_a_token() {
        var reader = new Reader(console);
        reader.logIn("hbt", Reader.PASSWORD, "/sign-in");
        for (var path : List.of("/", BOARD, BOARD + "/units/HBT", "/inbox/HBT", "/nowhere", STANDINGS, "/operations")) {
            reader.open(path);
        }
        reader.submit("/sign-out", "", Reader.secret(reader.page("/inbox/HBT")));

        // Each token begins with {"kid":" or {"alg":" in Base64; the issuer's refresh tokens are 128 characters long.
        var token = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}|access_token|id_token|refresh_token|[A-Za-z0-9_-]{126,}");
        assertThat(reader.answers).hasSizeGreaterThan(15).allSatisfy(answer -> {
            assertThat(token.matcher(answer.body()).results().map(found -> found.group()))
                    .as(answer.request().uri() + " body")
                    .isEmpty();
            answer.headers()
                    .map()
                    .forEach((name, values) -> values.stream()
                            // The one-time code comes back through the browser; it is worth nothing without the proof
                            // key.
                            .map(value -> value.replaceAll("[?&](code|state)=[^&]+", ""))
                            .forEach(value -> assertThat(token.matcher(value).find())
                                    .as(answer.request().uri() + " " + name + ": " + value)
                                    .isFalse()));
        });
    }

    @Test
    void every_kind_of_response_carries_the_headers() {
        var answers = new ArrayList<HttpResponse<String>>();
        for (var path : List.of(
                "/",
                "/console.css",
                "/nowhere",
                "/sign-in",
                "/login",
                "/login?error",
                "/inbox",
                "/oauth2/authorization/console",
                "/oauth2/authorize?client_id=nobody&response_type=code",
                "/oauth2/jwks",
                "/oauth2/token",
                "/oauth2/introspect",
                "/.well-known/openid-configuration",
                "/login/oauth2/code/console?error=access_denied&state=x",
                "/actuator/health",
                "/actuator/metrics",
                "/api/nowhere/v1",
                STANDINGS)) {
            answers.add(console.open(path));
        }
        answers.add(console.token("he-thong-hbt", Reader.PASSWORD, "grant_type=client_credentials"));
        answers.add(console.token("he-thong-hbt", "wrong", "grant_type=client_credentials"));
        answers.add(console.send(console.to("/login").POST(BodyPublishers.noBody())));
        answers.add(console.send(console.to("/sign-out").POST(BodyPublishers.noBody())));
        answers.add(console.send(
                console.to("/login").header("Sec-Fetch-Site", "cross-site").POST(BodyPublishers.noBody())));
        answers.add(console.as("hbt").ask("/operations"));
        answers.add(console.as("hbt").ask("/inbox"));

        assertThat(answers).extracting(HttpResponse::statusCode).contains(200, 302, 303, 400, 401, 403, 404);
        assertThat(answers).allSatisfy(answer -> {
            var headers = answer.headers();
            assertThat(headers.allValues("Content-Security-Policy"))
                    .as("%s %s", answer.request().uri(), answer.statusCode())
                    .singleElement()
                    .asString()
                    .contains("default-src 'self'", "form-action 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http");
            assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(headers.allValues("Referrer-Policy")).containsExactly("same-origin");
            assertThat(headers.allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
            assertThat(headers.allValues("Cache-Control")).hasSize(1);
        });
    }

    @Test
    void what_a_person_has_seen_is_not_kept_by_the_browser() {
        for (var path : List.of("/", BOARD, "/inbox/HBT", "/nowhere", STANDINGS)) {
            assertThat(console.as("hbt").open(path).headers().firstValue("Cache-Control"))
                    .as(path)
                    .hasValue("no-store");
        }
        assertThat(console.open("/login").headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(console.open("/").headers().firstValue("Cache-Control")).hasValue("no-cache, private");
    }

    private static Case2019 board() {
        return Objects.requireNonNull(console.services.boards.get(Case2019.BOARD));
    }
}
