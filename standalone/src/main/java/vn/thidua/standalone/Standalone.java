package vn.thidua.standalone;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import vn.thidua.console.Console;
import vn.thidua.embedded.broker.EmbeddedBroker;
import vn.thidua.embedded.loopback.Loopback;
import vn.thidua.embedded.store.EmbeddedStore;
import vn.thidua.messaging.access.AccessControl;
import vn.thidua.messaging.access.AccessRules;
import vn.thidua.notification.NotificationService;
import vn.thidua.ranking.RankingService;
import vn.thidua.scoring.ScoringService;
import vn.thidua.standalone.demo.KafkaDoor;

/**
 * Broker, store, the three services and the console in one JVM, on the loopback interface. The services are siblings
 * that know of each other only what they would know as separate processes.
 *
 * <p>All data is in one folder and outlives the process, also when the process is killed: see {@link EmbeddedStore} and
 * {@link EmbeddedBroker} for what each promises.
 */
public final class Standalone implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Standalone.class);

    private final Deque<Part> parts = new ArrayDeque<>();
    private final List<CompletableFuture<?>> starting = new ArrayList<>();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final KafkaPrincipals principals = KafkaPrincipals.withNewPasswords();
    private final Settings settings;
    private final Ready ready;
    private String brokers = "";
    private @Nullable URI origin;

    private Standalone(Settings settings, Ready ready) {
        this.settings = settings;
        this.ready = ready;
    }

    /**
     * Starts everything; what was started is stopped again when a part fails.
     *
     * @param ready told of each part as it becomes ready
     * @throws StartFailed with what failed and what to do
     */
    public static Standalone start(Settings settings, Ready ready) {
        var standalone = new Standalone(settings, ready);
        try {
            standalone.start();
            return standalone;
        } catch (RuntimeException | IOException e) {
            standalone.close();
            throw StartFailed.because(e);
        }
    }

    private void start() throws IOException {
        Files.createDirectories(settings.data());
        keep("data folder", lock(settings.data()));
        var store = later(this::startStore);
        brokers = startBroker();
        var mongodb = joined(store);
        // The services have to know who issues tokens before the console, which does, has started.
        var consolePort = Loopback.claim("console", settings.port());
        var issuer = requireNonNullElse(settings.issuer(), "http://localhost:" + consolePort);

        var scoring = startLater(ScoringService.application(), "scoring", 1, mongodb, issuer);
        var ranking = startLater(RankingService.application(), "ranking", 2, mongodb, issuer);
        var notification = startLater(NotificationService.application(), "notification", 3, mongodb, issuer);
        var console = new LinkedHashMap<String, Object>();
        console.put("thidua.scoring-url", joined(scoring).toString());
        console.put("thidua.ranking-url", joined(ranking).toString());
        console.put("thidua.notification-url", joined(notification).toString());
        console.put("thidua.identity.issuer", issuer);
        console.put("thidua.identity.origin", "http://localhost:" + consolePort);
        console.put("thidua.identity.own", settings.issuer() == null);
        console.put("thidua.identity.key-file", settings.data().resolve("identity/signing-key.pem"));
        origin = run(Console.application(), "console", consolePort, console);
    }

    private String startBroker() {
        if (settings.kafka() != null) {
            ready.part("broker", settings.kafka());
            return settings.kafka();
        }
        var broker =
                EmbeddedBroker.start(settings.data().resolve("kafka"), settings.kafkaPort(), principals.passwords());
        keep("broker", broker);
        broker.failure().thenAccept(failure::complete);
        try (var admin = Admin.create(broker.adminSettings())) {
            AccessControl.apply(admin, AccessRules.packaged());
        }
        ready.part("broker", broker.bootstrapServers());
        return broker.bootstrapServers();
    }

    private String startStore() {
        if (settings.mongodb() != null) {
            ready.part("store", settings.mongodb().replaceFirst("//[^@/]*@", "//"));
            return settings.mongodb();
        }
        var store = EmbeddedStore.start(settings.data().resolve("store"), settings.storePort());
        keep("store", store);
        store.failure().thenAccept(failure::complete);
        ready.part("store", store.connectionString());
        return store.connectionString();
    }

    private CompletableFuture<URI> startLater(
            SpringApplicationBuilder application, String name, int portOffset, String mongodb, String issuer) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("thidua.kafka", brokers);
        if (settings.kafka() == null) {
            properties.putAll(principals.settings(name + "-service"));
        }
        properties.put("spring.mongodb.uri", mongodb);
        properties.put("thidua.identity.issuer", issuer);
        properties.put("thidua.proof.key-file", settings.data().resolve("identity/season-log-key.pem"));
        var port = settings.port() == 0 ? 0 : settings.port() + portOffset;
        return later(() -> run(application, name, port, properties));
    }

    private <T> CompletableFuture<T> later(Supplier<T> start) {
        var started = CompletableFuture.supplyAsync(
                start, task -> Thread.ofPlatform().name("starter").start(task));
        starting.add(started);
        return started;
    }

    private URI run(SpringApplicationBuilder application, String name, int port, Map<String, Object> properties) {
        var arguments = new LinkedHashMap<>(properties);
        arguments.put("server.address", "127.0.0.1");
        arguments.put("server.port", port);
        arguments.put("spring.main.register-shutdown-hook", false);
        arguments.put("spring.main.log-startup-info", false);
        arguments.put("spring.jmx.enabled", false);
        var context = application.run(arguments.entrySet().stream()
                .map(argument -> "--" + argument.getKey() + "=" + argument.getValue())
                .toArray(String[]::new));
        keep(name, context::close);
        var url = URI.create("http://localhost:" + port(context));
        ready.part(name, url.toString());
        return url;
    }

    private static int port(ConfigurableApplicationContext context) {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return server == null ? -1 : server.getPort();
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static AutoCloseable lock(Path data) throws IOException {
        var channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new StartFailed("another Thi Đua uses the data folder " + data.toAbsolutePath()
                    + ": stop it, or choose another folder with --data");
        }
        return channel;
    }

    /** The console's address, which everything is behind. */
    public URI origin() {
        if (origin == null) {
            throw new IllegalStateException("not started");
        }
        return origin;
    }

    /** Where district systems come in over Kafka. */
    public KafkaDoor kafkaDoor() {
        return new KafkaDoor(brokers, settings.kafka() == null);
    }

    /**
     * Waits for as long as everything works.
     *
     * @return what made the embedded broker or store give up, for example a full disk
     */
    public Throwable awaitFailure() {
        return failure.join();
    }

    private void keep(String name, AutoCloseable part) {
        synchronized (parts) {
            parts.push(new Part(name, part));
        }
    }

    /** Stops in the opposite order: who reads first, what is read last. Safe to call twice. */
    @Override
    public void close() {
        // What is still starting, because another part failed, can only be stopped once it has.
        starting.forEach(part -> part.handle((started, failed) -> started).join());
        while (true) {
            Part part;
            synchronized (parts) {
                part = parts.poll();
            }
            if (part == null) {
                return;
            }
            try {
                part.closeable().close();
            } catch (Exception e) {
                log.warn("The {} did not stop cleanly", part.name(), e);
            }
        }
    }

    private record Part(String name, AutoCloseable closeable) {}

    /** Told of each part as it becomes ready. */
    @FunctionalInterface
    public interface Ready {
        void part(String name, String address);
    }

    /**
     * @param data the folder that everything is kept in
     * @param port of the console; the services follow with the next three; 0 takes free ones
     * @param kafkaPort of the embedded broker; 0 takes a free one
     * @param storePort of the embedded store; 0 takes a free one
     * @param kafka {@code host:port} of brokers to use instead of the embedded one
     * @param mongodb connection string of a MongoDB to use instead of the embedded store
     * @param issuer of access tokens, an OpenID provider to use instead of the console's own
     */
    public record Settings(
            Path data,
            int port,
            int kafkaPort,
            int storePort,
            @Nullable String kafka,
            @Nullable String mongodb,
            @Nullable String issuer) {}
}
