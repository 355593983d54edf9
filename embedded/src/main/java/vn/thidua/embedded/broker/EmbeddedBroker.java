package vn.thidua.embedded.broker;

import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
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
import org.apache.kafka.common.utils.Time;
import vn.thidua.embedded.loopback.Loopback;
import vn.thidua.embedded.loopback.PortTakenException;

/**
 * A Kafka broker inside this process: one node that is its own controller, listening on the loopback interface only.
 *
 * <p>What it acknowledged has been handed to the operating system: it survives the end of this process by any means,
 * {@code kill -9} included, and is there at the next start, as are topics, offsets and the cluster's id. A power failure
 * can take what the operating system had not written yet, as with any single Kafka broker.
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
    private final KafkaRaftServer server;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final Consumer<Throwable> faults = failure::complete;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(BrokerFolder folder, int port) {
        this.folder = folder;
        this.port = port;
        var config = new KafkaConfig(BrokerSettings.of(folder, port, Loopback.freePort()), false);
        this.server = new KafkaRaftServer(config, Time.SYSTEM);
        FatalFaults.tell(faults);
    }

    /**
     * Starts the broker and returns once it answers.
     *
     * @param folder where its data is, or will be; created and formatted when missing
     * @param port where clients connect; 0 for any free one, see {@link #bootstrapServers()}
     * @throws PortTakenException when something else listens on that port
     * @throws IllegalStateException when it cannot start for another reason, which the message tells
     */
    public static EmbeddedBroker start(Path folder, int port) {
        int claimed = Loopback.claim(PART, port);
        var prepared = BrokerFolder.prepare(folder);
        for (int attempt = 1; ; attempt++) {
            EmbeddedBroker broker = null;
            try {
                broker = new EmbeddedBroker(prepared, claimed);
                broker.server.startup();
                broker.awaitAnswer();
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

    private void awaitAnswer() {
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG,
                "",
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
                20);
        try (var admin = Admin.create(client)) {
            admin.describeCluster().nodes().get(READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The embedded broker does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the embedded broker started", e);
        }
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
