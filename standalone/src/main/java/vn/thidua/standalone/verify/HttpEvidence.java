package vn.thidua.standalone.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.EventJson;
import vn.thidua.proof.log.TileStore;

/** What a running system gives out over its APIs. */
final class HttpEvidence implements Evidence {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI origin;
    private final Supplier<String> token;

    /**
     * @param origin the console's address
     * @param token an access token of somebody who may read the log
     */
    HttpEvidence(URI origin, Supplier<String> token) {
        this.origin = origin;
        this.token = token;
    }

    @Override
    public TileStore log(String name) {
        return new TileStore() {
            @Override
            public Optional<byte[]> read(String path) {
                return get("/api/scoring/v1/proof/" + name + "/" + path);
            }

            @Override
            public void write(String path, byte[] content) {
                throw new UnsupportedOperationException("a published log is only read");
            }

            @Override
            public void discard(String path) {
                throw new UnsupportedOperationException("a published log is only read");
            }
        };
    }

    @Override
    public Optional<String> key(String name) {
        return get("/api/scoring/v1/proof/" + name + "/key").map(bytes -> new String(bytes, UTF_8).strip());
    }

    @Override
    public Optional<JsonNode> standings(String board) {
        return get("/api/ranking/v1/boards/" + board + "/standings")
                .map(bytes -> EventJson.mapper().readTree(bytes));
    }

    @Override
    public @Nullable Map<Place, Map<String, Kept>> sheets(String board) {
        return null;
    }

    /** Nothing when the answer is 404, which is also what somebody gets who may not know. */
    private Optional<byte[]> get(String path) {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.get())
                .header("Accept", "*/*")
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() == 404) {
                return Optional.empty();
            }
            if (answer.statusCode() != 200) {
                throw new CannotCheck(request.uri() + " → " + answer.statusCode());
            }
            return Optional.of(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
