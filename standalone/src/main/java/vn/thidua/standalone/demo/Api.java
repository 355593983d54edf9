package vn.thidua.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;
import vn.thidua.standalone.access.DemoClients;

/** The three APIs behind the console's one origin, as one client sees them. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI origin;
    private final DemoClients clients;
    private final String client;

    /**
     * @param client that asks
     */
    public Api(URI origin, DemoClients clients, String client) {
        this.origin = origin;
        this.clients = clients;
        this.client = client;
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    /** What is not JSON. */
    String text(String path) {
        return send("GET", path, null, Map.of("Accept", "text/plain"))
                .ok()
                .body()
                .stringValue();
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body, Map.of());
    }

    public Answer post(String path, @Nullable Object body) {
        return send("POST", path, body, Map.of());
    }

    public Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + clients.token(client))
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(method + " " + path, response.statusCode(), body(response));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + origin.resolve(path) + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode body(HttpResponse<byte[]> response) {
        if (response.body().length == 0) {
            return JSON.nullNode();
        }
        var isText = response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain");
        return isText
                ? StringNode.valueOf(new String(response.body(), StandardCharsets.UTF_8))
                : JSON.readTree(response.body());
    }

    /** The status and the body: JSON, a text, or nothing. */
    public record Answer(String call, int status, JsonNode body) {

        /** This answer, if it is a success. */
        public Answer ok() {
            if (status / 100 != 2) {
                throw new UnexpectedAnswer(this);
            }
            return this;
        }
    }

    /** An API refused what the 2019 case needs. */
    public static final class UnexpectedAnswer extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        UnexpectedAnswer(Answer answer) {
            super(answer.call() + " was answered with " + answer.status() + ": " + answer.body());
        }
    }
}
