package vn.thidua.bench.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.bench.run.BenchFailed;
import vn.thidua.standalone.access.DemoClients;

/** One service's HTTP API, as one client sees it. Connections are kept and shared. Thread-safe. */
public final class Api implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI origin;
    private final DemoClients clients;
    private final @Nullable String client;

    /** Asks as nobody: enough for health. */
    Api(URI origin, DemoClients clients) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build(),
                origin,
                clients,
                null);
    }

    private Api(HttpClient http, URI origin, DemoClients clients, @Nullable String client) {
        this.http = http;
        this.origin = origin;
        this.clients = clients;
        this.client = client;
    }

    /** The same, as this client sees it. */
    public Api as(String client) {
        return new Api(http, origin, clients, client);
    }

    /** The same, as a unit's own system sees it. */
    public Api asDistrict(String unit) {
        return as(DemoClients.district(unit));
    }

    /** Where it is. */
    public URI origin() {
        return origin;
    }

    /** Reads. */
    public Answer get(String path) {
        return sent("GET", path, null, Map.of());
    }

    /** Stores something as JSON. */
    public Answer put(String path, Object body) {
        return sent("PUT", path, JSON.writeValueAsBytes(body), Map.of());
    }

    /** Asks for something that needs no words. */
    public Answer post(String path) {
        return sent("POST", path, null, Map.of());
    }

    private Answer sent(String method, String path, byte @Nullable [] body, Map<String, String> headers) {
        try {
            return send(method, path, body, headers);
        } catch (IOException e) {
            throw new BenchFailed("%s %s: %s".formatted(method, origin.resolve(path), e), e);
        }
    }

    /**
     * Sends a request, and waits for the whole answer.
     *
     * @throws IOException when there is none: what was asked for may have been done or not
     */
    public Answer send(String method, String path, byte @Nullable [] body, Map<String, String> headers)
            throws IOException {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (client != null) {
            request.header("Authorization", "Bearer " + clients.token(client));
        }
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(method + " " + path, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** The status and the body. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(String call, int status, byte[] body) {

        /** Whether the request was done. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }

        /** The body as JSON; nothing when there is none. */
        public JsonNode json() {
            return body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
        }

        /**
         * This answer, if it is a success.
         *
         * @throws BenchFailed otherwise
         */
        public Answer ok() {
            if (!isSuccess()) {
                throw new BenchFailed(toString());
            }
            return this;
        }

        @Override
        public String toString() {
            return "%s was answered with %d: %s".formatted(call, status, new String(body, UTF_8));
        }
    }
}
