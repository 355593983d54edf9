package vn.thidua.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.thidua.console.service.Service;

/** The services' APIs under the console's origin: both ways as it comes. */
@NullUnmarked
class RelayTest {

    private static final String SHEETS = "/api/scoring/v1/boards/hn-mttq-cum-1:2019/sheets";
    private static final String STANDINGS = "/api/ranking/v1/boards/hn-mttq-cum-1:2019/standings";

    private static RunningConsole console;
    private static String system;
    private static String city;

    @BeforeAll
    static void start() {
        console = RunningConsole.with2019();
        system = "Bearer " + console.token("he-thong-hbt");
        city = "Bearer " + console.token("he-thong-thanh-pho");
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @BeforeEach
    void nothingHasReachedAService() {
        console.services.requests.clear();
    }

    @Test
    void a_submission_passes_with_its_headers_and_comes_back_with_the_services() {
        var answer = console.send(to(SHEETS + "?a=%C4%91&b")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k-1")
                .header("If-Match", "\"3\"")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Cookie", "lang=en")
                .POST(BodyPublishers.ofString("{\"kind\":\"PEER\"}")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"received\":\"{\\\"kind\\\":\\\"PEER\\\"}\"}");
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(answer.headers().firstValue("Location")).hasValue(SHEETS + "/PEER/HBT/DD");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");

        var request = console.services.requests.getLast();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo(SHEETS + "?a=%C4%91&b");
        assertThat(request.headers())
                .containsEntry("idempotency-key", "k-1")
                .containsEntry("if-match", "\"3\"")
                .containsEntry("content-length", "15")
                .containsEntry("authorization", system)
                .doesNotContainKeys("cookie", "x-forwarded-for");
    }

    @Test
    void a_body_of_unknown_length_and_a_large_one_pass() {
        var large = "đ".repeat(500_000);
        var body = large.getBytes(StandardCharsets.UTF_8);

        var answer = console.send(
                to(SHEETS).PUT(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));

        assertThat(answer.body()).contains(large);
    }

    @Test
    void a_form_body_is_not_eaten_on_the_way() {
        console.send(to(SHEETS)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method("PATCH", BodyPublishers.ofString("lang=en&x=1")));

        assertThat(console.services.requests.getLast().body()).isEqualTo("lang=en&x=1");
    }

    @Test
    void a_refusal_is_the_services_own() {
        var answer = console.send(to(SHEETS).POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("urn:thidua:problem:mark-missing");
    }

    @Test
    void a_conditional_request_is_answered_without_a_body() {
        var first = console.send(to(STANDINGS));
        var tag = first.headers().firstValue("ETag").orElseThrow();

        var again = console.send(to(STANDINGS).header("If-None-Match", tag));

        assertThat(first.body()).contains("\"total\":9320");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
    }

    @Test
    void a_live_feed_arrives_event_by_event_and_resumes() throws IOException {
        var feed = console.send(
                to(STANDINGS + "/stream").header("Accept", "text/event-stream").header("Last-Event-ID", "6"),
                BodyHandlers.ofInputStream());
        assertThat(feed.headers().firstValue("Content-Type")).hasValue("text/event-stream");

        try (var lines = new BufferedReader(new InputStreamReader(feed.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines, "id:")).isEqualTo("id: 7");
            console.services.feed("standings", 8, Map.of("revision", 8));
            assertThat(next(lines, "id:")).isEqualTo("id: 8");
            assertThat(next(lines, "data:")).isEqualTo("data: {\"revision\":8}");
        }
        assertThat(console.services.requests.getLast().headers()).containsEntry("last-event-id", "6");
        await("the feed is let go of when the reader leaves").until(() -> console.services.listeners() == 0);
    }

    @Test
    void one_feed_too_many_is_told_so_and_the_others_stay_and_everything_else_passes() throws IOException {
        var small = new RunningConsole(console.services, "--thidua.most-feeds=1");
        var feed = small.to(STANDINGS + "/stream").header("Authorization", city).header("Accept", "text/event-stream");
        try (var lines = new BufferedReader(new InputStreamReader(
                small.send(feed, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            next(lines, "id:");

            var refused = small.send(feed);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(refused.body()).contains("urn:thidua:problem:too-many-readers", "hãy thử lại sau vài giây");
            assertThat(small.send(small.to(STANDINGS).header("Authorization", city))
                            .statusCode())
                    .isEqualTo(200);
            console.services.feed("standings", 9, Map.of("revision", 9));
            assertThat(next(lines, "id:")).isEqualTo("id: 9");
        } finally {
            small.stop();
        }
    }

    @Test
    void an_open_feed_does_not_hold_up_the_consoles_stop() throws IOException {
        var stopping = new RunningConsole(console.services);
        var feed = stopping.send(
                stopping.to(STANDINGS + "/stream").header("Authorization", city).header("Accept", "text/event-stream"),
                BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(feed.body(), StandardCharsets.UTF_8))) {
            next(lines, "id:");

            var began = System.nanoTime();
            stopping.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_service_that_is_down_is_a_problem_in_both_languages() {
        console.services.stop(Service.SCORING);
        try {
            var answer = console.send(to(SHEETS).POST(BodyPublishers.ofString("{}")));

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body())
                    .contains("urn:thidua:problem:service-down", "Dịch vụ scoring hiện không kết nối được")
                    .contains("The scoring service cannot be reached now");
        } finally {
            console.services.start(Service.SCORING);
        }
    }

    @Test
    void no_address_leads_anywhere_but_to_the_api() throws IOException {
        for (var path : new String[] {
            "/api/scoring/../../actuator/health", "/api/scoring/%2e%2e/%2E%2e/actuator", "/api/scoring/..;/actuator"
        }) {
            assertThat(status(path)).as(path).isIn(400, 404);
        }
        assertThat(console.services.requests).noneMatch(request -> request.uri().contains("actuator"));
    }

    @Test
    void even_what_the_web_server_cannot_read_is_refused_with_the_headers() throws IOException {
        for (var line :
                new String[] {"GET /% HTTP/1.1", "GET /%00 HTTP/1.1", "GET //x HTTP/1.1", "GET /a;b HTTP/1.1"}) {
            assertThat(raw(line)).as(line).startsWith("HTTP/1.1 400").contains("Content-Security-Policy: default-src");
        }
    }

    @Test
    void a_script_on_another_site_submits_nothing() {
        var answer = console.send(
                to(SHEETS).header("Origin", "https://elsewhere.example").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(console.services.requests).isEmpty();
    }

    /** A system's request, which brings its own token. */
    private static HttpRequest.Builder to(String path) {
        return console.to(path).header("Authorization", path.startsWith("/api/ranking") ? city : system);
    }

    private static String next(BufferedReader lines, String beginning) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("the feed ended before a line with " + beginning);
    }

    /** As written: a client would tidy the address first. */
    private static int status(String path) throws IOException {
        return Integer.parseInt(raw("GET " + path + " HTTP/1.1").split(" ", 3)[1]);
    }

    private static String raw(String line) throws IOException {
        var address = console.at("/");
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            var request = line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
