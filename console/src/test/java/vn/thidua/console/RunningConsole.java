package vn.thidua.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import vn.thidua.console.service.Service;

/** The console as it runs, on a free port over fakes, and a reader without script. */
final class RunningConsole implements AutoCloseable {

    final FakeServices services;
    private final ConfigurableApplicationContext context;
    private final HttpClient reader = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    RunningConsole(FakeServices services) {
        this.services = services;
        this.context = Console.application()
                .run(
                        "--server.port=0",
                        "--thidua.scoring-url=" + services.url(Service.SCORING),
                        "--thidua.ranking-url=" + services.url(Service.RANKING),
                        "--thidua.notification-url=" + services.url(Service.NOTIFICATION));
    }

    static RunningConsole with2019() {
        return new RunningConsole(FakeServices.with2019());
    }

    URI at(String path) {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        return URI.create(
                "http://localhost:" + java.util.Objects.requireNonNull(server).getPort() + path);
    }

    /** A request that a test goes on describing. */
    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return reader.send(request.build(), body);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** A page as a browser asks for it. */
    HttpResponse<String> open(String path) {
        return send(to(path).header("Accept", "text/html,application/xhtml+xml"));
    }

    String page(String path) {
        return open(path).body();
    }

    HttpResponse<String> submit(String path, String form) {
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
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
}
