package vn.thidua.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.standalone.access.DemoClients;
import vn.thidua.standalone.demo.Season;

/** A system that was started for the tests of this JVM: embedded, on free ports, with the year 2019 played once. */
final class Running {

    private static @Nullable Running instance;

    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Standalone standalone;
    private final Season.Outcome season;
    private final DemoClients clients;

    private Running() throws IOException {
        standalone = start(Files.createTempDirectory("thidua-test"), null, null, addresses::put);
        Runtime.getRuntime().addShutdownHook(new Thread(standalone::close));
        season = play(standalone);
        clients = new DemoClients(standalone.origin(), Clock.systemUTC());
    }

    static synchronized Running system() {
        if (instance == null) {
            try {
                instance = new Running();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return instance;
    }

    static Standalone start(Path data, @Nullable String kafka, @Nullable String mongodb) {
        return start(data, kafka, mongodb, (part, address) -> {});
    }

    private static Standalone start(
            Path data, @Nullable String kafka, @Nullable String mongodb, Standalone.Ready ready) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        return Standalone.start(new Standalone.Settings(data, 0, 0, 0, kafka, mongodb, null), ready);
    }

    static Season.Outcome play(Standalone standalone) {
        try (var season = season(standalone)) {
            return season.play();
        }
    }

    Standalone standalone() {
        return standalone;
    }

    /** Where a part answers, for example {@code store} or {@code scoring}. */
    String address(String part) {
        return requireNonNull(addresses.get(part), part);
    }

    /** What a client gets. */
    JsonNode get(String client, String path) {
        return call(client, "GET", path, "");
    }

    /** An access token of a client. */
    String token(String client) {
        return clients.token(client);
    }

    Season.Outcome season() {
        return season;
    }

    /**
     * Opens another board of the cluster, under the score table of 2019.
     *
     * @param period begins with its year, not 2019: a board that takes sheets seals the whole log of its season, and that of
     *     2019 is verified
     */
    String openBoard(String period) {
        var board = "hn-mttq-cum-1:" + period;
        // The cluster has agreed on Đống Đa, so Hai Bà Trưng opens no boards any more.
        call("dd", "PUT", "/api/scoring/v1/boards/" + board, """
                {"year": %s, "scoreTable": "2019.1"}""".formatted(period.substring(0, 4)));
        call("dd", "POST", "/api/scoring/v1/boards/" + board + "/open", "");
        // The ranking service hears of it a moment later.
        await().untilAsserted(() -> call("thanh-pho", "GET", "/api/ranking/v1/boards/" + board + "/standings", ""));
        return board;
    }

    /** Closes scoring of a board on which sheets are missing. */
    void closeBoard(String board) {
        call("dd", "POST", "/api/scoring/v1/boards/" + board + "/close", """
                {"missingBecause": "thử đóng băng"}""");
        await().until(() -> call("thanh-pho", "GET", "/api/ranking/v1/boards/" + board + "/standings", "")
                .path("status")
                .asString()
                .equals("CLOSED"));
    }

    /** Submits the marks that a unit gave another in 2019 to another board, without the bonuses. */
    void submitAsIn2019(String board, String scorer, String target) {
        var client = scorer.toLowerCase(Locale.ROOT);
        var sheet = call(
                client, "GET", "/api/scoring/v1/boards/hn-mttq-cum-1:2019/sheets/PEER/" + scorer + "/" + target, "");
        call(client, "POST", "/api/scoring/v1/boards/" + board + "/sheets", """
                {"kind": "PEER", "scorer": "%s", "target": "%s", "marks": %s, "adjustments": []}""".formatted(
                        scorer, target, sheet.get("marks")));
    }

    /** What the system of a unit gets. */
    JsonNode call(String system, String method, String path, String body) {
        var request = HttpRequest.newBuilder(standalone.origin().resolve(path))
                .header("Authorization", "Bearer " + clients.token("he-thong-" + system))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Season season(Standalone standalone) {
        return new Season(standalone.origin(), standalone.kafkaDoor(), Clock.systemUTC(), System.out::println);
    }

    String url(String path) {
        return standalone.origin().resolve(path).toString();
    }
}
