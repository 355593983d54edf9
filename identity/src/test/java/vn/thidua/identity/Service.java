package vn.thidua.identity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.identity.testing.StubIssuer;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;

/** A service of two handlers, one of which names no roles, over a real web server. */
final class Service implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String base;

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
        this.base = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Trusts this issuer, and tells the time by this clock. */
    static Service trusting(StubIssuer issuer, Clock clock) {
        return trusting(issuer, clock, Map.of());
    }

    /** The same, with other settings. */
    static Service trusting(StubIssuer issuer, Clock clock, Map<String, Object> settings) {
        var properties = new LinkedHashMap<String, Object>(issuer.properties());
        properties.putAll(settings);
        properties.putAll(Map.of(
                "spring.config.import",
                "classpath:service-defaults.yml",
                "spring.application.name",
                "scoring-service",
                "server.port",
                0,
                "spring.main.register-shutdown-hook",
                false,
                "thidua.kafka",
                TestBroker.brokers(),
                "spring.mongodb.uri",
                TestStore.embedded(),
                "thidua.database",
                "identity",
                "logging.level.vn.thidua.identity.Permits",
                "off"));
        return new Service(new SpringApplicationBuilder(Web.class)
                .initializers(fresh -> fresh.getBeanFactory().registerSingleton("clock", clock))
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
    }

    HttpResponse<String> get(String path, @Nullable String token) {
        return send("GET", path, token);
    }

    HttpResponse<String> send(String method, String path, @Nullable String token) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What comes of these bytes, whatever they are. */
    String raw(String request) {
        try (var socket = new Socket("localhost", URI.create(base).getPort())) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Handlers.class)
    static class Web {

        Web() {}
    }

    @RestController
    static class Handlers {

        Handlers() {}

        @GetMapping("/api/scoring/v1/me")
        @Permit({Role.DISTRICT, Role.CITY})
        Actor me(Actor actor) {
            return actor;
        }

        @PostMapping("/api/scoring/v1/me")
        @Permit(Role.DISTRICT)
        Actor act(Actor actor) {
            return actor;
        }

        @GetMapping("/api/scoring/v1/until")
        @Permit(Role.DISTRICT)
        Expiry until(Expiry expiry) {
            return expiry;
        }

        @GetMapping("/api/scoring/v1/forgotten")
        String forgotten() {
            return "nobody named who may see this";
        }
    }
}
