package vn.thidua.embedded.broker;

import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import vn.thidua.embedded.loopback.Loopback;
import vn.thidua.embedded.loopback.PortTakenException;

/**
 * A Kafka broker inside this process: one node that is its own controller, listening on the loopback interface only.
 *
 * <p>What it acknowledged has been handed to the operating system: it survives the end of this process by any means,
 * {@code kill -9} included, and is there at the next start, as are topics, offsets and the cluster's id. A power failure
 * can take what the operating system had not written yet, as with any single Kafka broker.
 *
 * <p>Started with credentials, it lets in who gives the right password (SCRAM-SHA-512), and everything that no access rule
 * allows is denied. Started without, everybody on this machine may do everything. A folder can be opened either way.
 *
 * <p>Topics are not created by being used, have one replica, and take records up to 2 MiB. A fault that would make Kafka
 * end the JVM is told by {@link #failure()} instead.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String PART = "broker";

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    /** The controller's port is picked, then bound a moment later: somebody can come between, but not for ever. */
    private static final int ATTEMPTS = 3;

    private final BrokerFolder folder;
    private final int port;
    private final @Nullable BrokerAccess access;
    private final KafkaRaftServer server;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Consumer<Throwable> faults = failure::complete;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(BrokerFolder folder, int port, @Nullable BrokerAccess access) {
        this.folder = folder;
        this.port = port;
        this.access = access;
        var config = new KafkaConfig(BrokerSettings.of(folder, port, Loopback.freePort(), access), false);
        this.server = new KafkaRaftServer(config, Time.SYSTEM);
        FatalFaults.tell(faults);
    }

    /**
     * Starts the broker with access control and returns once everybody can log in. These principals can, with these
     * passwords, and no others, whoever could before. What they may do is as it was in this folder: at first nothing.
     *
     * @param folder where its data is, or will be; created and formatted when missing
     * @param port where clients connect; 0 for any free one, see {@link #bootstrapServers()}
     * @param credentials the password of each principal; {@code broker} is the broker's own name
     * @throws PortTakenException when something else listens on that port
     * @throws IllegalStateException when it cannot start for another reason, which the message tells
     */
    public static EmbeddedBroker start(Path folder, int port, Map<String, String> credentials) {
        return start(folder, port, BrokerAccess.of(credentials));
    }

    /**
     * Starts the broker without access control and returns once it answers.
     *
     * @param folder where its data is, or will be; created and formatted when missing
     * @param port where clients connect; 0 for any free one, see {@link #bootstrapServers()}
     * @throws PortTakenException when something else listens on that port
     * @throws IllegalStateException when it cannot start for another reason, which the message tells
     */
    public static EmbeddedBroker start(Path folder, int port) {
        return start(folder, port, (BrokerAccess) null);
    }

    private static EmbeddedBroker start(Path folder, int port, @Nullable BrokerAccess access) {
        int claimed = Loopback.claim(PART, port);
        var prepared = BrokerFolder.prepare(folder);
        for (int attempt = 1; ; attempt++) {
            EmbeddedBroker broker = null;
            try {
                broker = new EmbeddedBroker(prepared, claimed, access);
                broker.server.startup();
                broker.openDoors();
                return broker;
            } catch (RuntimeException e) {
                if (broker != null) {
                    broker.close();
                }
                Loopback.claim(PART, claimed);
                if (attempt == ATTEMPTS || !causedBy(e, BindException.class)) {
                    throw new IllegalStateException(
                            "The embedded broker could not start on its data in %s: %s"
                                    .formatted(folder, rootOf(e).getMessage()),
                            e);
                }
            }
        }
    }

    private void openDoors() {
        try {
            answer(adminSettings());
            if (access != null) {
                try (var admin = Admin.create(adminSettings())) {
                    new Logins(access).set(admin);
                }
                for (var anybody :
                        access.credentials().keySet().stream().limit(1).toList()) {
                    awaitLogin(settings(access.as(anybody)));
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The embedded broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the embedded broker started", e);
        }
    }

    /** The broker hears from its controller a moment later who can log in. */
    private static void awaitLogin(Map<String, Object> client)
            throws ExecutionException, TimeoutException, InterruptedException {
        long patience = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            try {
                answer(client);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthenticationException) || System.nanoTime() > patience) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static void answer(Map<String, Object> client)
            throws ExecutionException, TimeoutException, InterruptedException {
        try (var admin = Admin.create(client)) {
            admin.describeCluster().nodes().get(READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * What a client of this process connects with that may do everything, for example to set access rules. The password
     * in it holds until the broker is closed.
     */
    public Map<String, Object> adminSettings() {
        return settings(access == null ? Map.of() : access.asBroker());
    }

    private Map<String, Object> settings(Map<String, Object> login) {
        var settings = new HashMap<>(login);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        settings.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 20);
        return Map.copyOf(settings);
    }

    /** What clients connect with, for example {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return Loopback.HOST + ":" + port;
    }

    /** The cluster's id, the same at every start on the same folder. */
    public String clusterId() {
        return folder.clusterId();
    }

    /** Completes, with the reason, when Kafka hit a fault it cannot live with. Then only closing is left. */
    public CompletionStage<Throwable> failure() {
        return failure.minimalCompletionStage();
    }

    /** Stops the broker, then the controller, and returns when both are gone. May be called twice. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                server.shutdown();
                server.awaitShutdown();
            } finally {
                FatalFaults.tellNoMore(faults);
            }
        }
    }

    @Override
    public String toString() {
        return "%s in %s".formatted(bootstrapServers(), folder.log());
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Throwable rootOf(Throwable failure) {
        return causes(failure).reduce(failure, (_, deeper) -> deeper);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
