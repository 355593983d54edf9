package vn.thidua.notification;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.identity.testing.StubIssuer;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

/** The whole service on a free port, on a real broker, with inboxes of its own or those of another instance. */
public final class RunningService implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final String address;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
        this.address = "http://localhost:" + context.getEnvironment().getProperty("local.server.port")
                + "/api/notification/v1";
    }

    /** The name of a database that nobody uses yet. */
    public static String emptyDatabase() {
        return "notification-" + DATABASES.incrementAndGet();
    }

    public static RunningService on(String database, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--thidua.kafka=" + TestBroker.brokers(),
                "--spring.mongodb.uri=" + TestStore.embedded(),
                "--thidua.database=" + database));
        StubIssuer.shared().properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.addAll(List.of(more));
        return new RunningService(NotificationService.application().run(arguments.toArray(String[]::new)));
    }

    public URI at(String path) {
        return URI.create(address + path).normalize();
    }

    /** A token of whom the inbox in this path belongs to. */
    public static String owner(String path) {
        var segments = path.split("[/?]");
        return segments.length < 3 || segments[2].equals("CITY")
                ? StubIssuer.shared().city()
                : StubIssuer.shared().district(segments[2]);
    }

    /** Sends as whom the inbox in this path belongs to. */
    public HttpResponse<String> send(String method, String path) {
        return send(method, path, owner(path));
    }

    /** Sends with this token, or without one. */
    public HttpResponse<String> send(String method, String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(at(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode get(String path) {
        var response = send("GET", path);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Waits until so many items lie in the inbox. */
    public void awaitItems(String recipient, long items) {
        await().atMost(PATIENCE)
                .until(() -> get("/inboxes/" + recipient).get("total").asLong() >= items);
    }

    @Override
    public void close() {
        context.close();
    }
}
