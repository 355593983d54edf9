package vn.thidua.standalone.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * The demo's clients at the console's authorization server: one for each district's system, one for the City committee
 * and one for operations. Gives their access tokens (OAuth 2 client credentials), each fetched when it is first needed
 * and again before it expires. Thread-safe.
 */
public final class DemoClients {

    /** The City committee's client. */
    public static final String CITY = "he-thong-thanh-pho";

    /** The client of those who keep the system running. */
    public static final String OPERATIONS = "he-thong-van-hanh";

    /** The units whose systems have a client. */
    public static final List<String> UNITS = List.of("HBT", "DD", "HK", "HM", "BD", "LB");

    private static final String USUAL_SECRET = "thi-dua-2019";
    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final URI origin;
    private final Clock clock;

    /**
     * @param origin the console's address
     */
    public DemoClients(URI origin, Clock clock) {
        this.origin = origin;
        this.clock = clock;
    }

    /** The client of a unit's own system. */
    public static String district(String unit) {
        return "he-thong-" + unit.toLowerCase(Locale.ROOT);
    }

    /** What all of them share, over HTTP and over Kafka: {@code THIDUA_DEMO_PASSWORD}, or the demo's own. */
    public static String secret() {
        return Objects.requireNonNullElse(System.getenv("THIDUA_DEMO_PASSWORD"), USUAL_SECRET);
    }

    /**
     * An access token of this client that is valid for a minute at least.
     *
     * @throws IllegalStateException when there is no such client, or it has another secret
     */
    public String token(String client) {
        var now = clock.instant();
        return Objects.requireNonNull(tokens.compute(
                        client,
                        (name, held) ->
                                held != null && held.until().isAfter(now.plus(AHEAD)) ? held : fetch(name, now)))
                .text();
    }

    private Token fetch(String client, Instant now) {
        var credentials = Base64.getEncoder().encodeToString((client + ":" + secret()).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(origin.resolve("/oauth2/token"))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("%s gives %s no access token: %d %s"
                        .formatted(origin, client, answer.statusCode(), new String(answer.body(), UTF_8)));
            }
            var token = JsonMapper.shared().readTree(answer.body());
            return new Token(
                    token.get("access_token").stringValue(),
                    now.plusSeconds(token.get("expires_in").asLong()));
        } catch (IOException e) {
            throw new UncheckedIOException("no access token from " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private record Token(String text, Instant until) {}
}
