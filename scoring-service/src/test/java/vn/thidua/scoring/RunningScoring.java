package vn.thidua.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.EventJson;
import vn.thidua.events.SheetSubmission;
import vn.thidua.identity.testing.StubIssuer;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

/** The whole service on a free port, with a broker and a store, driven as its clients do. */
public final class RunningScoring implements AutoCloseable {

    public static final String API = "/api/scoring/v1";

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final StubIssuer issuer;

    private RunningScoring(Map<String, String> properties, StubIssuer issuer, Clock clock) {
        this.issuer = issuer;
        context = ScoringService.application()
                .initializers((GenericApplicationContext starting) ->
                        starting.registerBean("clock", Clock.class, () -> clock))
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    /** On the embedded broker and the embedded store, in this database. */
    public static RunningScoring embedded(String database) {
        return start(TestBroker.brokers(), TestStore.embedded(), database);
    }

    /** The same, at whatever time it is there. */
    public static RunningScoring embedded(String database, Clock clock) {
        return start(TestBroker.brokers(), TestStore.embedded(), database, new StubIssuer(clock), clock);
    }

    /** On these. */
    public static RunningScoring start(String brokers, String store, String database) {
        return start(brokers, store, database, StubIssuer.shared(), Clock.systemUTC());
    }

    private static RunningScoring start(String brokers, String store, String database, StubIssuer issuer, Clock clock) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("server.port", "0");
        properties.put("thidua.kafka", brokers);
        properties.put("spring.mongodb.uri", store);
        properties.put("thidua.database", database);
        properties.put("logging.level.root", "WARN");
        issuer.properties().forEach((name, value) -> properties.put(name, String.valueOf(value)));
        return new RunningScoring(properties, issuer, clock);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** As the City committee, which most of it is for. */
    public Answer get(String path, String... headers) {
        return city().get(path, headers);
    }

    public Answer put(String path, Object body) {
        return city().put(path, body);
    }

    public Client city() {
        return new Client(issuer.city());
    }

    /** A unit's own system. */
    public Client district(String unit) {
        return new Client(issuer.district(unit));
    }

    public Client operations() {
        return new Client(issuer.operations());
    }

    public Client publicReader() {
        return new Client(issuer.publicReader());
    }

    /** Somebody without a token. */
    public Client nobody() {
        return new Client("");
    }

    /** Whoever this token says. */
    public Client as(String token) {
        return new Client(token);
    }

    public StubIssuer issuer() {
        return issuer;
    }

    /** As the unit whose sheet it is. */
    public Answer submit(SheetSubmission sheet, String... headers) {
        return district(String.valueOf(sheet.scorer())).post("/boards/" + sheet.board() + "/sheets", sheet, headers);
    }

    /** Closes a board as the head of its cluster. */
    public Answer close(String board, Object reason) {
        return district("HBT").post("/boards/" + board + "/close", reason);
    }

    /** Registers the sample's units, cluster and score table, and opens this board of it. */
    public void open(String board) {
        var cluster = board.substring(0, board.indexOf(':'));
        for (var unit : Sample.UNITS) {
            put("/units/" + unit.id(), Map.of("name", unit.name())).isSuccess();
        }
        put(
                        "/clusters/" + cluster,
                        Map.of(
                                "name",
                                "Cụm thử",
                                "members",
                                Sample.UNITS.stream()
                                        .map(unit -> Map.of("unit", unit.id(), "from", "2010-01-01"))
                                        .toList()))
                .isSuccess();
        put("/clusters/" + cluster + "/score-tables/" + Sample.TABLE.version(), Sample.TABLE)
                .isSuccess();
        put("/clusters/" + cluster + "/head", Map.of("unit", "HBT", "from", "2019-01-01"))
                .isSuccess();
        put("/boards/" + board, plan()).isSuccess();
        district("HBT").post("/boards/" + board + "/open", "").isSuccess();
    }

    public static Map<String, Object> plan() {
        return Map.of(
                "year",
                2019,
                "theme",
                "Chủ đề năm 2019",
                "conference",
                Map.of("date", "2019-11-05", "place", "Trụ sở quận Hai Bà Trưng"),
                "head",
                "HBT",
                "scoreTable",
                Sample.TABLE.version(),
                "notice",
                "Điểm minh họa");
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return switch (body) {
            case String text -> BodyPublishers.ofString(text);
            case byte[] bytes -> BodyPublishers.ofByteArray(bytes);
            case HttpRequest.BodyPublisher publisher -> publisher;
            default -> BodyPublishers.ofByteArray(EventJson.mapper().writeValueAsBytes(body));
        };
    }

    private HttpRequest.Builder request(String token, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        context.close();
    }

    /** Somebody who asks. */
    public final class Client {

        private final String token;

        private Client(String token) {
            this.token = token;
        }

        public Answer get(String path, String... headers) {
            return send(request(token, path, headers).GET());
        }

        public Answer put(String path, Object body, String... headers) {
            return send(request(token, API + path, headers).PUT(json(body)));
        }

        /** The lines of a stream, up to the first of these. */
        public List<String> lines(String path, String lastEventId, Predicate<String> last) {
            var request = request(token, path);
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            var lines = new ArrayList<String>();
            try (var body = http.send(request.build(), BodyHandlers.ofLines()).body()) {
                for (var next = body.iterator(); next.hasNext(); ) {
                    lines.add(next.next());
                    if (last.test(lines.getLast())) {
                        return lines;
                    }
                }
                return lines;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        public Answer post(String path, Object body, String... headers) {
            return send(request(token, API + path, headers).POST(json(body)));
        }
    }

    /** What the service answered. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return EventJson.mapper().readTree(response.body());
        }

        public String at(String pointer) {
            return json().at(pointer).asString("");
        }

        /** The rules that were broken, each with the field. */
        public List<String> errors() {
            var errors = new ArrayList<String>();
            json().path("errors")
                    .forEach(error -> errors.add(error.path("pointer").asString("") + " "
                            + error.path("rule").asString("")));
            return errors;
        }

        public Answer isSuccess() {
            if (status() / 100 != 2) {
                throw new AssertionError(response.uri() + " answered " + status() + ": " + response.body());
            }
            return this;
        }
    }
}
