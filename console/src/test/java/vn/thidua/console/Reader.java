package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A browser without script: keeps the session's cookie as a browser would on this machine (Java's own cookie store
 * would not send a secure one to localhost), and follows where it is sent.
 */
final class Reader {

    static final String COOKIE = "__Host-thidua";
    static final String PASSWORD = "thi-dua-2019";

    /** Every answer, in order: nothing in them may tell a token. */
    final List<HttpResponse<String>> answers = new ArrayList<>();

    private final RunningConsole console;
    private @Nullable String session;

    Reader(RunningConsole console) {
        this.console = console;
    }

    @Nullable
    String session() {
        return session;
    }

    HttpRequest.Builder to(String path, String... otherCookies) {
        return to(console.at(path), otherCookies);
    }

    private HttpRequest.Builder to(URI address, String... otherCookies) {
        var cookies = new ArrayList<>(List.of(otherCookies));
        if (session != null && address.getPort() == console.at("/").getPort()) {
            cookies.add(COOKIE + "=" + session);
        }
        var request = console.to(address);
        return cookies.isEmpty() ? request : request.header("Cookie", String.join("; ", cookies));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return noted(console.send(request));
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        return console.send(request, body);
    }

    /** A page as a browser asks for it, wherever that leads. */
    HttpResponse<String> open(String path) {
        return followed(send(html(to(path))));
    }

    /** The same, and no further. */
    HttpResponse<String> ask(String path) {
        return send(html(to(path)));
    }

    String page(String path) {
        return open(path).body();
    }

    /** The answer to a form of ours, with its secret, as it is. */
    HttpResponse<String> submit(String path, String form, String secret) {
        var fields = (form.isEmpty() ? "" : form + "&") + "_csrf=" + encoded(secret);
        return send(html(to(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(fields)));
    }

    HttpResponse<String> followed(HttpResponse<String> answer) {
        var at = answer;
        for (var step = 0; at.statusCode() / 100 == 3; step++) {
            assertThat(step).as("redirects").isLessThan(12);
            at = send(html(to(at.request().uri().resolve(location(at)))));
        }
        return at;
    }

    /** Logs in as a person does, beginning at a page, and answers with the page that comes of it. */
    HttpResponse<String> logIn(String user, String password, String page) {
        var form = open(page);
        assertThat(form.body()).as("the login page").contains("name=\"username\"", "name=\"password\"");
        return followed(
                submit("/login", "username=" + encoded(user) + "&password=" + encoded(password), secret(form.body())));
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** What a form proves itself with. */
    static String secret(String page) {
        var found = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(found.find()).as("a form with its secret").isTrue();
        return found.group(1);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder html(HttpRequest.Builder request) {
        return request.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private HttpResponse<String> noted(HttpResponse<String> answer) {
        answers.add(answer);
        for (var cookie : answer.headers().allValues("Set-Cookie")) {
            if (cookie.startsWith(COOKIE + "=")) {
                session = cookie.substring(COOKIE.length() + 1, cookie.indexOf(';'));
            }
        }
        return answer;
    }
}
