package vn.thidua.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.console.service.Service;

/** The console as it runs, on a free port over fakes that believe its tokens, and readers without script. */
final class RunningConsole implements AutoCloseable {

    final FakeServices services;
    final ConfigurableApplicationContext context;
    private final int port;
    private final Map<String, Reader> readers = new ConcurrentHashMap<>();
    private final HttpClient reader = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    RunningConsole(FakeServices services, String... more) {
        this.services = services;
        this.port = freePort();
        var arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--thidua.scoring-url=" + services.url(Service.SCORING),
                "--thidua.ranking-url=" + services.url(Service.RANKING),
                "--thidua.notification-url=" + services.url(Service.NOTIFICATION)));
        arguments.addAll(List.of(more));
        this.context = Console.application().run(arguments.toArray(String[]::new));
    }

    static RunningConsole with2019() {
        var services = FakeServices.with2019();
        var console = new RunningConsole(services);
        services.believe(console.origin(), console.origin() + "/oauth2/jwks");
        return console;
    }

    String origin() {
        return "http://localhost:" + port;
    }

    URI at(String path) {
        return URI.create(origin() + path);
    }

    /** Somebody who has logged in, always the same for the same user. */
    Reader as(String user) {
        return readers.computeIfAbsent(user, name -> {
            var somebody = new Reader(this);
            somebody.logIn(name, Reader.PASSWORD, "/sign-in");
            return somebody;
        });
    }

    /** A district's own system, or another, gets its token. */
    HttpResponse<String> token(String client, String secret, String form) {
        var basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(to("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    String token(String client) {
        var answer = token(client, Reader.PASSWORD, "grant_type=client_credentials");
        return JsonMapper.shared().readTree(answer.body()).get("access_token").asString();
    }

    /** A request that a test goes on describing. */
    HttpRequest.Builder to(String path) {
        return to(at(path));
    }

    HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return reader.send(request.build(), body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** A page as a browser asks for it that nobody has logged in with. */
    HttpResponse<String> open(String path) {
        return send(to(path).header("Accept", "text/html,application/xhtml+xml"));
    }

    String page(String path) {
        return open(path).body();
    }

    /** Stops the console alone. */
    void stop() {
        context.close();
    }

    @Override
    public void close() {
        services.close();
        context.close();
        reader.close();
    }

    /** Known before the start, because the console names itself in every token. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
