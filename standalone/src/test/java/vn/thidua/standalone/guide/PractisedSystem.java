package vn.thidua.standalone.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.standalone.Standalone;
import vn.thidua.standalone.access.DemoClients;
import vn.thidua.standalone.demo.KafkaDoor;
import vn.thidua.standalone.demo.Season;

/** What a reader of the guide has in front of them: a system that has played the year 2019, and boards to practise on. */
final class PractisedSystem implements AutoCloseable {

    private final Standalone standalone;
    private final DemoClients clients;
    private final HttpClient http = HttpClient.newHttpClient();

    private PractisedSystem(Standalone standalone) {
        this.standalone = standalone;
        this.clients = new DemoClients(standalone.origin(), Clock.systemUTC());
    }

    static PractisedSystem start(Path data) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        var standalone =
                Standalone.start(new Standalone.Settings(data, 0, 0, 0, null, null, null), (part, address) -> {});
        var system = new PractisedSystem(standalone);
        try (var season = new Season(standalone.origin(), system.kafka(), Clock.systemUTC(), step -> {})) {
            assertThat(season.play().failures()).isEmpty();
        }
        return system;
    }

    KafkaDoor kafka() {
        return standalone.kafkaDoor();
    }

    /** Opens a board as the guide says. */
    void openBoard(String board) throws IOException, InterruptedException {
        var opened = script("open-board.sh", Map.of("THIDUA_BOARD", board));
        assertThat(opened.status()).as(opened.out() + opened.err()).isZero();
    }

    /** Runs one of the guide's scripts against this system. */
    Program.Ended script(String name, Map<String, String> environment) throws IOException, InterruptedException {
        var all = new HashMap<>(environment);
        all.put("THIDUA", standalone.origin().toString());
        return Program.run(Guide.ROOT, all, List.of(Guide.program(name).toString()));
    }

    JsonNode get(String client, String path) throws IOException, InterruptedException {
        return call(client, "GET", path, "");
    }

    /** The answer to a request that succeeds. */
    JsonNode call(String client, String method, String path, String body) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(standalone.origin().resolve(path))
                        .header("Authorization", "Bearer " + clients.token(client))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** The answer to a batch of events, whatever it is. */
    HttpResponse<String> batch(String client, byte[] gzipped) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(standalone.origin().resolve("/api/scoring/v1/events"))
                        .header("Authorization", "Bearer " + clients.token(client))
                        .header("Content-Type", "application/cloudevents-batch+json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(gzipped))
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        standalone.close();
    }
}
