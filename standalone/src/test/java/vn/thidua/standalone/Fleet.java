package vn.thidua.standalone;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vn.thidua.console.Console;
import vn.thidua.embedded.broker.EmbeddedBroker;
import vn.thidua.embedded.loopback.Loopback;
import vn.thidua.embedded.store.EmbeddedStore;
import vn.thidua.notification.NotificationService;
import vn.thidua.ranking.RankingService;
import vn.thidua.scoring.ScoringService;
import vn.thidua.standalone.demo.KafkaDoor;

/** One broker, one store, one console, and as many instances of each service as wanted, behind a balancer each. */
final class Fleet implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final EmbeddedStore store;
    private final int consolePort;
    private final Map<String, Instances> services = new LinkedHashMap<>();
    private final ConfigurableApplicationContext console;

    Fleet(Path data, int instances) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        broker = EmbeddedBroker.start(data.resolve("kafka"), 0);
        store = EmbeddedStore.start(data.resolve("store"), 0);
        consolePort = Loopback.claim("console", 0);
        services.put("scoring", new Instances(ScoringService::application));
        services.put("ranking", new Instances(RankingService::application));
        services.put("notification", new Instances(NotificationService::application));
        for (var number = 0; number < instances; number++) {
            services.values().forEach(Instances::startOne);
        }
        var settings = new LinkedHashMap<String, Object>();
        services.forEach((name, all) -> settings.put("thidua." + name + "-url", all.balancer.address()));
        settings.put("thidua.identity.issuer", origin());
        settings.put("thidua.identity.origin", origin());
        console = run(Console.application(), consolePort, settings);
    }

    URI origin() {
        return URI.create("http://localhost:" + consolePort);
    }

    KafkaDoor kafkaDoor() {
        return new KafkaDoor(broker.bootstrapServers(), false);
    }

    Instances of(String service) {
        return Objects.requireNonNull(services.get(service));
    }

    Iterable<Instances> services() {
        return services.values();
    }

    private static ConfigurableApplicationContext run(
            SpringApplicationBuilder application, int port, Map<String, Object> settings) {
        var arguments = new LinkedHashMap<>(settings);
        arguments.put("server.address", "127.0.0.1");
        arguments.put("server.port", port);
        arguments.put("spring.main.register-shutdown-hook", false);
        arguments.put("spring.main.log-startup-info", false);
        return application.run(arguments.entrySet().stream()
                .map(argument -> "--" + argument.getKey() + "=" + argument.getValue())
                .toArray(String[]::new));
    }

    @Override
    public void close() throws Exception {
        console.close();
        for (var all : services.values()) {
            all.close();
        }
        broker.close();
        store.close();
    }

    /** The instances of one service, the oldest first. */
    final class Instances {

        private final Supplier<SpringApplicationBuilder> application;
        private final Balancer balancer = new Balancer();
        private final Deque<ConfigurableApplicationContext> running = new ArrayDeque<>();

        private Instances(Supplier<SpringApplicationBuilder> application) {
            this.application = application;
        }

        void startOne() {
            var settings = new LinkedHashMap<String, Object>();
            settings.put("thidua.kafka", broker.bootstrapServers());
            settings.put("spring.mongodb.uri", store.connectionString());
            settings.put("thidua.identity.issuer", origin());
            var instance = run(application.get(), 0, settings);
            running.add(instance);
            balancer.add(address(instance));
        }

        /** As an orchestrator does: no new connections, then a graceful stop. */
        void stopTheOldest() {
            var instance = running.remove();
            balancer.remove(address(instance));
            instance.close();
        }

        void cutConnections() {
            balancer.cut();
        }

        private static InetSocketAddress address(ConfigurableApplicationContext instance) {
            return new InetSocketAddress(
                    "127.0.0.1", instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        }

        private void close() throws Exception {
            running.forEach(ConfigurableApplicationContext::close);
            balancer.close();
        }
    }
}
