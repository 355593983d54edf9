package vn.thidua.faults.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens of the districts' systems, the City's and of operations; a refused one is fetched anew. */
final class Tokens {

    private static final String SECRET = "thi-dua-2019";
    private static final Duration KEPT = Duration.ofMinutes(3);

    private final HttpClient http;
    private final URI issuer;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    Tokens(HttpClient http, URI issuer) {
        this.http = http;
        this.issuer = issuer;
    }

    /** @throws IOException when the issuer gives none */
    String of(String client) throws IOException {
        var held = tokens.get(client);
        if (held != null && System.nanoTime() - held.fetched < KEPT.toNanos()) {
            return held.text;
        }
        synchronized (this) {
            var fetchedMeanwhile = tokens.get(client);
            if (fetchedMeanwhile != null && fetchedMeanwhile != held) {
                return fetchedMeanwhile.text;
            }
            try {
                var fetched = new Token(fetch(client), System.nanoTime());
                tokens.put(client, fetched);
                return fetched.text;
            } catch (IOException e) {
                if (held != null) {
                    return held.text; // still good for a while: clients outlive an issuer that is away
                }
                throw e;
            }
        }
    }

    /** A service does not take it any more. */
    void refused(String client, String text) {
        tokens.computeIfPresent(client, (name, held) -> held.text.equals(text) ? null : held);
    }

    private String fetch(String client) throws IOException {
        var credentials = Base64.getEncoder().encodeToString((client + ":" + SECRET).getBytes(UTF_8));
        var request = HttpRequest.newBuilder(issuer.resolve("/oauth2/token"))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("no token: " + answer.statusCode());
            }
            return JsonMapper.shared()
                    .readTree(answer.body())
                    .path("access_token")
                    .asString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private record Token(String text, long fetched) {}
}
