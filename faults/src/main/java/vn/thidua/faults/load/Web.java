package vn.thidua.faults.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests with a client's token, and what is certain about them afterwards. Thread-safe. */
public final class Web {

    /** The City committee's client. */
    public static final String CITY = "he-thong-thanh-pho";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Tokens tokens;

    public Web(URI issuer) {
        tokens = new Tokens(http, issuer);
    }

    /** The client of a unit's own system. */
    public static String district(String unit) {
        return "he-thong-" + unit.toLowerCase(Locale.ROOT);
    }

    /** @throws IOException when the issuer gives none */
    String token(String client) throws IOException {
        return tokens.of(client);
    }

    /** @throws IOException when that is not what comes back */
    String text(String client, URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.of(client))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " from " + address);
        }
        return answer.body();
    }

    Reply send(String client, String method, URI address, @Nullable Object body, Map<String, String> headers) {
        String token;
        try {
            token = tokens.of(client);
        } catch (IOException e) {
            return new Reply(Certainty.NOT_DONE, 0, JSON.nullNode(), "no token");
        }
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(
                                        body instanceof String text ? text : JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            var status = answer.statusCode();
            if (status == 401) {
                tokens.refused(client, token);
            }
            var certainty = status / 100 == 2 ? Certainty.DONE : status >= 500 ? Certainty.UNKNOWN : Certainty.NOT_DONE;
            var text = answer.body();
            return new Reply(
                    certainty,
                    status,
                    text.isEmpty() || certainty == Certainty.UNKNOWN ? JSON.nullNode() : JSON.readTree(text),
                    status + " " + text.substring(0, Math.min(300, text.length())));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Reply(Certainty.NOT_DONE, 0, JSON.nullNode(), "not sent: " + e);
        } catch (IOException e) {
            return new Reply(Certainty.UNKNOWN, 0, JSON.nullNode(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(Certainty.UNKNOWN, 0, JSON.nullNode(), "interrupted");
        }
    }

    enum Certainty {
        DONE,
        NOT_DONE,
        UNKNOWN
    }

    /** @param status 0 when there was no answer */
    record Reply(Certainty certainty, int status, JsonNode json, String what) {

        boolean isDone() {
            return certainty == Certainty.DONE;
        }

        /** Whether the same may be done at another time or place. */
        boolean isPassing() {
            return certainty == Certainty.UNKNOWN || status == 0 || status == 401 || status == 429;
        }
    }
}
