package vn.thidua.standalone.load;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.standalone.access.DemoClients;

/** One client of the three APIs that does what the producers' guide says: what was not answered is sent again. */
final class Client {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PATIENCE_ONCE = Duration.ofSeconds(15);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final URI origin;
    private final String name;
    private volatile DemoClients tokens;

    Client(URI origin, String name) {
        this.origin = origin;
        this.name = name;
        this.tokens = new DemoClients(origin, Clock.systemUTC());
    }

    /**
     * Asks until there is an answer that means something: a success, or a refusal of the request itself.
     *
     * @throws IllegalStateException when there is none for minutes
     */
    Answer ask(String method, String path, @Nullable Object body, String... headers) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var tries = 1; ; tries++) {
            String why;
            try {
                var answer = once(method, path, body, headers);
                switch (answer.statusCode()) {
                    case 401 -> tokens = new DemoClients(origin, Clock.systemUTC());
                    case 429, 500, 502, 503, 504 -> {}
                    default -> {
                        return new Answer(answer.statusCode(), answer, tries);
                    }
                }
                why = answer.statusCode() + " " + answer.body();
            } catch (UncheckedIOException | IllegalStateException | ExecutionException | TimeoutException silence) {
                why = silence.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%s %s is not answered in %d tries, at last with %s".formatted(method, path, tries, why));
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Nothing may take for ever, the body of an answer neither. */
    private HttpResponse<String> once(String method, String path, @Nullable Object body, String... headers)
            throws ExecutionException, TimeoutException, InterruptedException {
        var request = request(path, headers)
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).get(PATIENCE_ONCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .header("Authorization", "Bearer " + tokens.token(name))
                .header("Content-Type", "application/json");
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    HttpClient http() {
        return http;
    }

    /** @param tries how often it was asked */
    record Answer(int status, HttpResponse<String> response, int tries) {

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        JsonNode ok() {
            if (status / 100 != 2) {
                throw new IllegalStateException(response.uri() + " answered " + status + ": " + response.body());
            }
            return json();
        }
    }
}
