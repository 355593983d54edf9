package vn.thidua.console;

import static vn.thidua.console.Case2019.map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.console.service.Service;

/**
 * The three services' public APIs, as far as the console asks them, over what a test says that they know. Who asks is
 * taken from the token alone, and answered as that role may be.
 */
@NullUnmarked
final class FakeServices implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    final Map<String, Case2019> boards = new LinkedHashMap<>();
    final Map<String, List<Map<String, Object>>> inboxes = new ConcurrentHashMap<>();
    final List<Map<String, Object>> corrections = new CopyOnWriteArrayList<>();
    final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What the scoring service answers to "METHOD path", beside what follows from the boards; what has a status of 4xx is refused. */
    final Map<String, Map<String, Object>> answers = new ConcurrentHashMap<>();

    private final Map<Service, HttpServer> servers = new EnumMap<>(Service.class);
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();

    private volatile NimbusJwtDecoder tokens;

    /** What reached a service: names of headers in lower case. */
    record Request(String method, String uri, Map<String, String> headers, String body) {}

    FakeServices() {
        for (var service : Service.values()) {
            start(service);
        }
    }

    static FakeServices with2019() {
        var fake = new FakeServices();
        fake.add(new Case2019());
        var notice = fake.boards.get(Case2019.BOARD).notice;
        fake.tell(
                "HBT",
                "Hai Bà Trưng xếp thứ 1 với 93,20 điểm – kết quả chính thức năm 2019",
                "Hai Bà Trưng ranks 1st with 93.20 points – final results of 2019",
                "Điểm cơ bản 91,20, thưởng 2,00.\nXếp thứ 2: Quận Đống Đa và Quận Hoàn Kiếm, 92,70 điểm.",
                "Base 91.20, bonus 2.00.\nSecond: Quận Đống Đa and Quận Hoàn Kiếm, 92.70 points.",
                notice);
        fake.tell(
                "HBT",
                "Năm 2020: Quận Đống Đa làm Cụm trưởng, Quận Hoàn Kiếm làm Cụm phó",
                "2020: Quận Đống Đa is head, Quận Hoàn Kiếm deputy",
                "Sáu đơn vị đã thống nhất. Nhiệm kỳ bắt đầu ngày 1 tháng 1 năm 2020.",
                "All six units have agreed. The term begins on 1 January 2020.",
                notice);
        fake.tell(
                "CITY",
                "Cụm thi đua số I năm 2019: Quận Hai Bà Trưng dẫn đầu với 93,20 điểm",
                "Cluster I, 2019: Quận Hai Bà Trưng leads with 93.20 points",
                "Sáu đơn vị, 36 phiếu.",
                "Six units, 36 sheets.",
                notice);
        return fake;
    }

    /** Answers whoever this issuer vouches for, and nobody else. */
    void believe(String issuer, String keys) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                token -> token.getAudience().contains("thidua")
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(new OAuth2Error("audience"))));
        tokens = decoder;
    }

    FakeServices add(Case2019 board) {
        boards.put(board.board, board);
        return this;
    }

    void tell(String recipient, String title, String titleEn, String body, String bodyEn, String notice) {
        var items = inboxes.computeIfAbsent(recipient, key -> new CopyOnWriteArrayList<>());
        var seq = items.size() + 1;
        items.add(map(
                "seq",
                seq,
                "event",
                "e" + seq,
                "type",
                "vn.thidua.ranking.results-finalised.v1",
                "board",
                Case2019.BOARD,
                "occurredAt",
                "2019-11-05T09:20:00Z",
                "receivedAt",
                "2019-11-05T09:20:01Z",
                "title",
                title,
                "titleEn",
                titleEn,
                "body",
                body,
                "bodyEn",
                bodyEn,
                "read",
                false,
                "notice",
                notice));
        feed("item", seq, map("seq", seq));
    }

    /** Sends an event to everyone who listens to a stream of a board or an inbox. */
    void feed(String event, long id, Object data) {
        feeds.forEach(feed ->
                feed.lines.add("event: %s\nid: %d\ndata: %s\n\n".formatted(event, id, JSON.writeValueAsString(data))));
    }

    int listeners() {
        return feeds.size();
    }

    String url(Service service) {
        return "http://localhost:" + ports.get(service);
    }

    void stop(Service service) {
        servers.get(service).stop(0);
    }

    /** Starts the service again, where it was. */
    void start(Service service) {
        try {
            var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.getOrDefault(service, 0));
            var server = HttpServer.create(at, 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> answer(service, exchange));
            server.start();
            servers.put(service, server);
            ports.put(service, server.getAddress().getPort());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        feeds.forEach(feed -> feed.closed.countDown());
        servers.values().forEach(server -> server.stop(0));
    }

    private void answer(Service service, HttpExchange exchange) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
        var path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.equals("/actuator/health")) {
                json(exchange, 200, map("status", "UP"));
                return;
            }
            var asker = asker(headers.get("authorization"));
            if (asker == null) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                problem(exchange, 401, "unauthenticated");
                return;
            }
            var scope = path.startsWith("/actuator/")
                    ? "operations"
                    : service.path() + (exchange.getRequestMethod().equals("GET") ? ".read" : ".write");
            if (!asker.scopes().contains(scope)) {
                problem(exchange, 403, "forbidden");
                return;
            }
            if (path.startsWith("/actuator/")) {
                actuator(service, exchange);
                return;
            }
            switch (service) {
                case RANKING -> ranking(path.replace("/api/ranking/v1", ""), asker, exchange);
                case NOTIFICATION -> notification(path.replace("/api/notification/v1", ""), asker, exchange);
                case SCORING -> scoring(path.replace("/api/scoring/v1", ""), body, exchange);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who asks, as the token says. */
    private record Asker(String role, String unit, List<String> scopes) {}

    private Asker asker(String authorization) {
        if (tokens == null || authorization == null || !authorization.startsWith("Bearer ")) {
            return null;
        }
        try {
            var token = tokens.decode(authorization.substring(7));
            return new Asker(
                    token.getClaimAsString("thidua_role"),
                    token.getClaimAsString("thidua_unit"),
                    List.of(token.getClaimAsString("scope").split(" ", -1)));
        } catch (JwtException notOurs) {
            return null;
        }
    }

    private void actuator(Service service, HttpExchange exchange) throws IOException {
        var name = service.path();
        json(
                exchange,
                200,
                map(
                        "service",
                        name,
                        "consumers",
                        service == Service.SCORING
                                ? List.of(consumer("thidua.intake.v1", 0, 0))
                                : List.of(consumer(
                                        service == Service.RANKING ? "thidua.scoring.v1" : "thidua.ranking.v1",
                                        1204,
                                        1)),
                        "outboxes",
                        service == Service.NOTIFICATION
                                ? List.of()
                                : List.of(map("collection", "sheets", "pending", 12, "oldestSeconds", 3)),
                        "consumedPerSecond",
                        1833.25,
                        "publishedPerSecond",
                        12.5,
                        "consumed",
                        20412,
                        "published",
                        388));
    }

    private static Map<String, Object> consumer(String topic, int lag, int dead) {
        return map("topic", topic, "group", "g", "lag", lag, "deadLetterTopic", topic + ".g.dlt", "deadLetters", dead);
    }

    private void ranking(String path, Asker asker, HttpExchange exchange) throws IOException, InterruptedException {
        var parts = path.split("/", -1);
        var anybody = asker.role().equals("PUBLIC");
        if (parts.length == 2) {
            var shown = boards.values().stream()
                    .filter(board -> !anybody || board.status.equals("FINAL"))
                    .map(Case2019::summary)
                    .toList();
            json(exchange, 200, map("items", shown, "next", null));
            return;
        }
        var board = boards.get(parts[2]);
        if (board == null || (anybody && !board.status.equals("FINAL"))) {
            missing(exchange);
            return;
        }
        if (anybody && path.endsWith("/leadership") && !board.leadership.equals("AGREED")) {
            missing(exchange);
            return;
        }
        var marks = path.contains("/standings") || path.contains("/units/");
        if (marks && asker.role().equals("DISTRICT") && board.status.equals("OPEN")) {
            problem(exchange, 403, "standings-sealed");
            return;
        }
        if (parts.length > 3 && asker.role().equals("OPERATIONS") || anybody && path.contains("/units/")) {
            problem(exchange, 403, "forbidden");
            return;
        }
        switch (parts.length == 3 ? "" : String.join("/", List.of(parts).subList(3, parts.length))) {
            case "" -> json(exchange, 200, board.detail());
            case "standings" -> {
                var tag = "\"" + board.revision + "\"";
                exchange.getResponseHeaders().set("ETag", tag);
                if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                    exchange.sendResponseHeaders(304, -1);
                } else {
                    json(exchange, 200, board.standings());
                }
            }
            case "leadership" -> json(exchange, 200, board.leadership());
            case "standings/stream" -> stream(exchange, "standings", board.revision, board.standings());
            case "proceedings" -> json(exchange, 200, FakeProceedings.recorded(board.board));
            case "ties" -> json(exchange, 200, FakeProceedings.ties());
            case "advice" -> {
                if (asker.role().equals("CITY") || "HBT".equals(asker.unit())) {
                    json(exchange, 200, FakeProceedings.advice());
                } else {
                    problem(exchange, 403, "forbidden");
                }
            }
            case "corrections", "corrections/1/approval" -> {
                if (!asker.role().equals("CITY") && !"HBT".equals(asker.unit())) {
                    problem(exchange, 403, "forbidden");
                } else if (exchange.getRequestMethod().equals("GET")) {
                    json(exchange, 200, corrections);
                } else if (requests.getLast().body().contains("refuse")) {
                    json(
                            exchange,
                            409,
                            map("detail", "Đang có đề nghị đính chính.", "detailEn", "A correction is open."));
                } else {
                    json(exchange, 201, FakeCorrections.open(board.board));
                }
            }
            case "proceedings/holds", "proceedings/ballots", "proceedings/holds/1/release" -> {
                var sent = requests.getLast().body();
                if (sent.contains("refuse")) {
                    json(
                            exchange,
                            409,
                            map("detail", "Đã ghi nhận kết quả khác.", "detailEn", "Something else is recorded."));
                } else {
                    json(exchange, 201, FakeProceedings.recorded(board.board));
                }
            }
            default -> {
                if (parts.length == 5 && board.has(parts[4])) {
                    json(exchange, 200, board.marks(parts[4]));
                } else {
                    missing(exchange);
                }
            }
        }
    }

    private void notification(String path, Asker asker, HttpExchange exchange)
            throws IOException, InterruptedException {
        var parts = path.split("/", -1);
        if (!parts[2].equals(asker.role().equals("CITY") ? "CITY" : asker.unit())) {
            missing(exchange);
            return;
        }
        var items = inboxes.getOrDefault(parts[2], List.of());
        var unread = items.stream().filter(item -> !(boolean) item.get("read")).count();
        if (path.endsWith("/stream")) {
            stream(exchange, null, 0, Map.of());
        } else if (path.endsWith("/read")) {
            items.get(Integer.parseInt(parts[4]) - 1)
                    .put("read", exchange.getRequestMethod().equals("PUT"));
            json(exchange, 200, items.get(Integer.parseInt(parts[4]) - 1));
        } else {
            var query = String.valueOf(exchange.getRequestURI().getQuery());
            var shown = new ArrayList<>(items);
            shown.removeIf(item -> query.contains("unread=true") && (boolean) item.get("read"));
            json(exchange, 200, map("items", shown.reversed(), "unread", unread, "next", null));
        }
    }

    private void scoring(String path, String body, HttpExchange exchange) throws IOException {
        var board = boards.values().stream().findFirst();
        var prepared = answers.get(exchange.getRequestMethod() + " " + path);
        if (prepared != null) {
            var status = prepared.getOrDefault("status", 200) instanceof Integer number ? number : 200;
            exchange.getResponseHeaders()
                    .set("Content-Type", status == 200 ? "application/json" : "application/problem+json");
            send(exchange, status, prepared);
        } else if (path.startsWith("/units/")
                && board.isPresent()
                && board.get().has(path.substring(7))) {
            json(exchange, 200, board.get().unit(path.substring(7)));
        } else if (path.endsWith("/sheets") && body.isBlank()) {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            send(exchange, 422, map("type", "urn:thidua:problem:mark-missing", "status", 422));
        } else if (path.endsWith("/sheets")) {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders()
                    .set("Location", url(Service.SCORING) + "/api/scoring/v1" + path + "/PEER/HBT/DD");
            json(exchange, 201, map("received", body));
        } else if (path.contains("/sheets/file")) {
            file(body, path.endsWith("/preview"), exchange);
        } else if (path.startsWith("/boards/") && boards.containsKey(path.substring(8))) {
            var asked = boards.get(path.substring(8));
            json(exchange, 200, asked.scoring());
        } else {
            missing(exchange);
        }
    }

    /** A file with one row of each kind, whatever it holds. */
    private static void file(String body, boolean preview, HttpExchange exchange) throws IOException {
        if (body.equals("refuse")) {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            send(
                    exchange,
                    415,
                    map(
                            "type",
                            "urn:thidua:problem:file-type-unsupported",
                            "detail",
                            "Hãy gửi tệp .xlsx hoặc .csv.",
                            "detailEn",
                            "Send an .xlsx or .csv file."));
            return;
        }
        var wrong = map(
                "detail",
                "Hãy sửa các ô được nêu.",
                "detailEn",
                "Correct the cells.",
                "errors",
                List.of(map(
                        "detail",
                        "Ô H9: “abc” không phải là điểm.",
                        "detailEn",
                        "Cell H9: “abc” is not a number of points.")));
        json(
                exchange,
                200,
                map(
                        "board",
                        Case2019.BOARD,
                        "digest",
                        "sha-256:abc",
                        "counting",
                        2,
                        "refused",
                        1,
                        "rows",
                        List.of(
                                row(7, "SELF", "HBT", "NEW", preview ? null : 1, null),
                                row(8, "PEER", "DD", "CORRECTION", preview ? 1 : 2, null),
                                row(9, "PEER", "HK", "REFUSED", null, wrong)),
                        "untouched",
                        List.of(10)));
    }

    private static Map<String, Object> row(
            int row, String kind, String target, String verdict, Integer revision, Map<String, Object> problem) {
        var receipt = revision == null
                ? null
                : map(
                        "sheet",
                        Case2019.BOARD + "/" + kind + "/HBT/" + target,
                        "revision",
                        revision,
                        "digest",
                        "sha-256:def",
                        "receivedAt",
                        "2019-11-05T07:00:00Z");
        return map(
                "row", row, "kind", kind, "scorer", "HBT", "target", target, "verdict", verdict, "receipt", receipt,
                "problem", problem);
    }

    private void stream(HttpExchange exchange, String event, long id, Object now)
            throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var feed = new Feed();
        if (event != null
                && !String.valueOf(id).equals(exchange.getRequestHeaders().getFirst("Last-Event-ID"))) {
            feed.lines.add("event: %s\nid: %d\ndata: %s\n\n".formatted(event, id, JSON.writeValueAsString(now)));
        }
        feeds.add(feed);
        try {
            exchange.getResponseBody().write(": open\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            while (feed.closed.getCount() > 0) {
                var lines = feed.lines.poll(50, TimeUnit.MILLISECONDS);
                exchange.getResponseBody().write((lines == null ? ":\n\n" : lines).getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        } finally {
            feeds.remove(feed);
        }
    }

    private static void missing(HttpExchange exchange) throws IOException {
        problem(exchange, 404, "not-found");
    }

    private static void problem(HttpExchange exchange, int status, String slug) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        send(exchange, status, map("type", "urn:thidua:problem:" + slug, "status", status));
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, body);
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static final class Feed {
        final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        final CountDownLatch closed = new CountDownLatch(1);
    }
}
