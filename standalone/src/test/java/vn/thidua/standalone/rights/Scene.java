package vn.thidua.standalone.rights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.embedded.broker.EmbeddedBroker;
import vn.thidua.embedded.store.EmbeddedStore;
import vn.thidua.identity.testing.StubIssuer;
import vn.thidua.notification.NotificationService;
import vn.thidua.ranking.RankingService;
import vn.thidua.scoring.ScoringService;

/**
 * The three services side by side, with real objects: a cluster of HBT, DD and HK that HBT heads, with a board in each
 * state, and a cluster of LB and BD that LB heads.
 */
final class Scene implements AutoCloseable {

    static final String HEAD = "HBT";
    static final String MEMBER = "DD";
    static final String FOREIGN = "LB";

    private static final String CLUSTER = "cum-quyen";
    private static final String OTHER = "cum-khac";
    private static final String EVENTS = "/api/scoring/v1/events";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What HEAD has on the frozen board, which is closed and not final: no other number looks like it. */
    static final int UNOFFICIAL = 876_543;

    /** The name of that board. */
    static final String FROZEN = "frozen";

    private static @Nullable Scene shared;

    /** What the variables of a path stand for unless the object says otherwise. The sheet is the member's own. */
    private static final Map<String, String> USUAL = Map.of(
            "unit",
            MEMBER,
            "cluster",
            CLUSTER,
            "version",
            "2019.1",
            "kind",
            "PEER",
            "scorer",
            MEMBER,
            "target",
            HEAD,
            "recipient",
            MEMBER,
            "id",
            "khong-co",
            "seq",
            "1",
            "number",
            "1");

    /** What nothing is called. */
    private static final Map<String, String> ABSENT =
            Map.of("board", "khong-co:2019", "cluster", "khong-co", "unit", "ZZ", "recipient", "ZZ", "id", "khong-co");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<String, ConfigurableApplicationContext> services = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final StubIssuer issuer = new StubIssuer(Clock.systemUTC());

    /** By the name that rows use. */
    private final Map<String, Map<String, String>> objects = new HashMap<>();

    /** The one scene of this JVM. */
    static synchronized Scene shared() {
        var present = shared;
        if (present == null) {
            present = new Scene();
            shared = present;
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(present::closeQuietly));
        }
        return present;
    }

    private void closeQuietly() {
        try {
            close();
        } catch (Exception e) {
            System.err.println("The scene did not end cleanly: " + e);
        }
    }

    /** Starts everything and prepares the objects. */
    private Scene() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        var folder = folder();
        parts.push(() -> FileSystemUtils.deleteRecursively(folder));
        parts.push(issuer::stop);
        var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        parts.push(broker);
        var store = EmbeddedStore.start(folder.resolve("store"), 0);
        parts.push(store);
        var properties = new LinkedHashMap<String, Object>(issuer.properties());
        properties.put("thidua.kafka", broker.bootstrapServers());
        properties.put("spring.mongodb.uri", store.connectionString());
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", 0);
        properties.put("spring.main.register-shutdown-hook", false);
        properties.put("spring.jmx.enabled", false);
        start("scoring", ScoringService.application(), properties);
        start("ranking", RankingService.application(), properties);
        start("notification", NotificationService.application(), properties);
        prepare();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("thidua-rights");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(String name, SpringApplicationBuilder application, Map<String, Object> properties) {
        var context = application.run(properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
        services.put(name, context);
        parts.push(context);
    }

    private void prepare() {
        for (var unit : List.of(HEAD, MEMBER, "HK", FOREIGN, "BD")) {
            put(issuer.city(), "/api/scoring/v1/units/" + unit, naming(unit));
        }
        cluster(CLUSTER, HEAD, MEMBER, "HK");
        cluster(OTHER, FOREIGN, "BD");
        put(issuer.city(), "/api/scoring/v1/systems/" + MEMBER, "");

        put(issuer.district(HEAD), "/api/scoring/v1/boards/" + board("prepared"), Bodies.PLAN);
        for (var name : List.of("open", "closed", "final")) {
            var board = "/api/scoring/v1/boards/" + board(name);
            put(issuer.district(HEAD), board, Bodies.PLAN);
            post(HEAD, board + "/open", "");
            post(MEMBER, board + "/sheets", Bodies.SHEET);
            if (!name.equals("open")) {
                post(HEAD, board + "/close", Bodies.REASON);
            }
        }
        prepareFrozen();
        awaitStatus(board("open"), "OPEN");
        awaitStatus(board("closed"), "CLOSED");
        awaitStatus(board("final"), "CLOSED");
        var last = "/api/ranking/v1/boards/" + board("final");
        post(HEAD, last + "/finalise", "");
        // The head stays who it is: otherwise its rights would go to another unit while they are tried.
        post(HEAD, last + "/leadership/nomination", Bodies.NOMINATION);
        for (var unit : List.of(HEAD, MEMBER, "HK")) {
            post(unit, last + "/leadership/consents", "");
        }
        post(HEAD, last + "/leadership/agreement", "");
        post(HEAD, "/api/ranking/v1/boards/" + board("closed") + "/leadership/nomination", Bodies.NOMINATION);
        await().atMost(PATIENCE)
                .until(() -> read(issuer.district(MEMBER), "/api/notification/v1/inboxes/" + MEMBER)
                                        .path("total")
                                        .asInt()
                                > 0
                        && read(issuer.city(), "/api/notification/v1/inboxes/CITY")
                                        .path("total")
                                        .asInt()
                                > 0);

        var template = send(
                "GET",
                "/api/scoring/v1/boards/" + board("open") + "/sheets/template.csv",
                issuer.district(MEMBER),
                null);
        objects.put("-", Map.of());
        objects.put("other", Map.of("cluster", OTHER));
        objects.put("city", Map.of("recipient", "CITY"));
        objects.put("batch", Map.of("id", batch()));
        objects.put("rebuild", Map.of("id", rebuild()));
        objects.put("evidence", Map.of("board", board("open"), "id", evidence()));
        objects.put("correction", Map.of("board", board("final"), "number", correction()));
        for (var name : List.of("kept", "kept-2", "kept-3")) {
            objects.put(name, Map.of("id", quarantined(name)));
        }
        season("2018");
        season("2017");
        post(HEAD, "/api/ranking/v1/boards/" + CLUSTER + ":2017/finalise", "");
        objects.put("sealed", log("2019"));
        objects.put("unsealed", log("2018"));
        objects.put("public", log("2017"));
        // The scoring service hears a moment later that they are.
        await().atMost(PATIENCE)
                .until(() -> send(
                                        "GET",
                                        "/api/scoring/v1/proof/thidua/" + CLUSTER + "/2017/tile/0/000.p/1",
                                        issuer.district(FOREIGN),
                                        null)
                                .status()
                        == 200);
        for (var name : List.of("prepared", "open", "closed", "final")) {
            objects.put(name, Map.of("board", board(name), Bodies.FILE, template.text()));
        }
    }

    private void prepareFrozen() {
        var table = Bodies.SCORE_TABLE.replace("1000", "990000").replace("\"step\": 50", "\"step\": 1");
        put(issuer.city(), "/api/scoring/v1/clusters/" + CLUSTER + "/score-tables/2019.9", table);
        var board = "/api/scoring/v1/boards/" + board(FROZEN);
        put(issuer.district(HEAD), board, Bodies.PLAN.replace("2019.1", "2019.9"));
        post(HEAD, board + "/open", "");
        post(MEMBER, board + "/sheets", Bodies.SHEET.replace("900", String.valueOf(UNOFFICIAL)));
        post(HEAD, board + "/close", Bodies.REASON);
        awaitStatus(board(FROZEN), "CLOSED");
        objects.put(FROZEN, Map.of("board", board(FROZEN), "unit", HEAD, Bodies.FILE, ""));
    }

    /** Waits until a service has read all that the others have told. */
    void awaitRead(String service) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var pipeline = sendTo(service, "GET", "/actuator/pipeline", issuer.operations(), null);
            assertThat(JSON.readTree(pipeline.text()).path("consumers").values())
                    .isNotEmpty()
                    .allSatisfy(consumer ->
                            assertThat(consumer.path("lag").asInt(-1)).isZero());
        });
    }

    /** A season of one board, which is closed. */
    private void season(String year) {
        var board = "/api/scoring/v1/boards/" + CLUSTER + ":" + year;
        put(issuer.city(), board, Bodies.plan(year));
        post(HEAD, board + "/open", "");
        post(MEMBER, board + "/sheets", Bodies.SHEET);
        post(HEAD, board + "/close", Bodies.REASON);
        awaitStatus(CLUSTER + ":" + year, "CLOSED");
    }

    private static Map<String, String> log(String year) {
        return Map.of("cluster", CLUSTER, "year", year, "level", "entries", "tile", "000.p", "more", "1", "rest", "1");
    }

    private void cluster(String cluster, String... units) {
        var path = "/api/scoring/v1/clusters/" + cluster;
        put(issuer.city(), path, Bodies.composition(List.of(units)));
        put(issuer.city(), path + "/score-tables/2019.1", Bodies.SCORE_TABLE);
        put(issuer.city(), path + "/head", Bodies.appointment(units[0]));
    }

    /** A batch of the member's that was answered before it was worked off. */
    private String batch() {
        var answer = send(
                "POST",
                EVENTS,
                issuer.district(MEMBER),
                "[" + Bodies.event("in-a-batch", board("open"), 900) + "]",
                "Content-Type",
                "application/cloudevents-batch+json",
                "Prefer",
                "respond-async");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return JSON.readTree(answer.text()).path("id").asString();
    }

    /** One of the final board, which is open until it is withdrawn: no other can be proposed. */
    private String correction() {
        var corrections = "/api/ranking/v1/boards/" + board("final") + "/corrections";
        var answer = send("POST", corrections, issuer.city(), Bodies.correction(board("final")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return JSON.readTree(answer.text()).path("number").asString();
    }

    private String rebuild() {
        var answer = send("POST", "/api/ranking/v1/rebuilds", issuer.operations(), null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return JSON.readTree(answer.text()).path("id").asString();
    }

    /** A file by which the member shows what it has done. */
    private String evidence() {
        var answer = send(
                "POST",
                "/api/scoring/v1/boards/" + board("open") + "/evidence/" + MEMBER
                        + "/files?criterion=I.1&name=minh-chung.pdf",
                issuer.district(MEMBER),
                "%PDF-1.7",
                "Content-Type",
                "application/pdf");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return JSON.readTree(answer.text()).path("id").asString();
    }

    /** An event of the member's that breaks a rule, and hence is kept. */
    private String quarantined(String event) {
        var answer = send("POST", EVENTS, issuer.district(MEMBER), Bodies.event(event, board("open"), 90_000));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        return JSON.readTree(answer.text()).path("quarantine").asString();
    }

    private static String naming(String unit) {
        return JSON.writeValueAsString(Map.of("name", "Quận " + unit));
    }

    private static String board(String name) {
        return CLUSTER + ":2019-" + name.toUpperCase(Locale.ROOT);
    }

    private void awaitStatus(String board, String status) {
        var path = "/api/ranking/v1/boards/" + board + "/standings";
        await().atMost(PATIENCE).until(() -> {
            var standings = read(issuer.city(), path);
            return standings.path("status").asString("").equals(status)
                    && standings.path("sheetsCounted").asInt() == 1;
        });
    }

    private void put(String token, String path, String body) {
        succeed("PUT", path, token, body);
    }

    private void post(String unit, String path, String body) {
        succeed("POST", path, issuer.district(unit), body);
    }

    private void succeed(String method, String path, String token, String body) {
        var answer = send(method, path, token, body);
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.text()).isBetween(200, 299);
    }

    private JsonNode read(String token, String path) {
        var answer = send("GET", path, token, null);
        return answer.status() == 200 ? JSON.readTree(answer.text()) : JSON.createObjectNode();
    }

    /** The services, by the name that stands in their paths. */
    Map<String, ConfigurableApplicationContext> services() {
        return services;
    }

    /** What a service says of itself. */
    JsonNode description(String service) {
        var answer = send("GET", "/api/" + service + "/v1/openapi", issuer.city(), null);
        return JSON.readTree(answer.text());
    }

    /** Tries an operation on an object. */
    Answer call(Caller caller, Operation operation, String object) {
        return call(caller, operation, variables(object));
    }

    /** Tries an operation on an object that is not there, in every other respect like this one. */
    Answer callAbsent(Caller caller, Operation operation, String object) {
        var variables = variables(object);
        var named = variables.keySet().stream()
                .filter(variable -> operation.path().contains("{" + variable + "}"))
                .min(Comparator.comparing(variable -> operation.path().indexOf("{" + variable + "}")))
                .orElseThrow();
        variables.put(named, requireNonNull(ABSENT.get(named), named));
        return call(caller, operation, variables);
    }

    /** Asks a service for something beside its API. */
    int status(Caller caller, String service, String path) {
        var token = caller.token(issuer, new Operation("GET", "/api/" + service));
        return sendTo(service, "GET", path, token, null).status();
    }

    private Map<String, String> variables(String object) {
        var variables = new HashMap<>(USUAL);
        variables.putAll(requireNonNull(objects.get(object), () -> "no object is called " + object));
        return variables;
    }

    private Answer call(Caller caller, Operation operation, Map<String, String> variables) {
        var path = operation.path();
        for (var variable : variables.entrySet()) {
            path = path.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        if (path.contains("{")) {
            throw new IllegalStateException("nothing is said of a variable in " + path);
        }
        return send(operation.method(), path, caller.token(issuer, operation), Bodies.of(operation, variables));
    }

    private Answer send(String method, String path, @Nullable String token, @Nullable String body, String... headers) {
        return sendTo(path.split("/")[2], method, path, token, body, headers);
    }

    private Answer sendTo(
            String service,
            String method,
            String path,
            @Nullable String token,
            @Nullable String body,
            String... headers) {
        var port = requireNonNull(services.get(service), service)
                .getEnvironment()
                .getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        var all = headers.length == 0 ? new String[] {"Content-Type", Bodies.type(path)} : headers;
        request.headers(all);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return answer(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a stream tells at once, if anything: whole events, after the comment that it opens with. */
    private static String begun(InputStream body) throws IOException {
        var told = new ByteArrayOutputStream();
        var patience = System.nanoTime() + Duration.ofMillis(400).toNanos();
        while (System.nanoTime() < patience && !told.toString(UTF_8).matches("(?s).*data:.*\n\n")) {
            told.writeBytes(body.readNBytes(body.available()));
            Thread.onSpinWait();
        }
        return told.toString(UTF_8);
    }

    /** A stream has no end: that it has begun is the answer. */
    private static Answer answer(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            var type = response.headers().firstValue("Content-Type").orElse("");
            var endless = type.startsWith("text/event-stream");
            return new Answer(response.statusCode(), endless ? begun(body) : new String(body.readAllBytes(), UTF_8));
        }
    }

    /** How a call was answered. */
    record Answer(int status, String text) {

        /** The kind of problem, if it is one. */
        String problem() {
            return JSON.readTree(text).path("type").asString("");
        }
    }

    @Override
    public void close() throws Exception {
        http.shutdownNow();
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
