package vn.thidua.embedded.broker;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.embedded.loopback.Loopback;

/** Kafka's settings for one small node that is broker and controller at once. */
final class BrokerSettings {

    static final String CLIENT_LISTENER = "CLIENTS";

    private BrokerSettings() {}

    /** @param access who may come in; without it, everybody on this machine may do everything */
    static Map<String, String> of(BrokerFolder folder, int port, int controllerPort, @Nullable BrokerAccess access) {
        return Stream.of(
                        place(folder, port, controllerPort),
                        protocol(access == null ? "PLAINTEXT" : "SASL_PLAINTEXT"),
                        access == null ? Map.<String, Object>of() : access.settings(),
                        ONE_NODE,
                        PROMISES,
                        SMALL,
                        PROMPT)
                .flatMap(group -> group.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, setting -> String.valueOf(setting.getValue())));
    }

    private static Map<String, Object> place(BrokerFolder folder, int port, int controllerPort) {
        String broker = "%s://%s:%d".formatted(CLIENT_LISTENER, Loopback.HOST, port);
        String controller = "%s:%d".formatted(Loopback.HOST, controllerPort);
        return Map.of(
                "log.dirs", folder.log().toString(),
                "listeners", "%s,%s://%s".formatted(broker, BrokerFolder.CONTROLLER_LISTENER, controller),
                "advertised.listeners", broker,
                "controller.quorum.voters", "%d@%s".formatted(BrokerFolder.NODE, controller));
    }

    private static Map<String, Object> protocol(String protocol) {
        return Map.of(
                "inter.broker.listener.name",
                CLIENT_LISTENER,
                "listener.security.protocol.map",
                "%s:%s,%s:%s".formatted(CLIENT_LISTENER, protocol, BrokerFolder.CONTROLLER_LISTENER, protocol));
    }

    private static final Map<String, Object> ONE_NODE = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", BrokerFolder.NODE),
            Map.entry("controller.listener.names", BrokerFolder.CONTROLLER_LISTENER),
            Map.entry("default.replication.factor", 1),
            Map.entry("min.insync.replicas", 1),
            Map.entry("offsets.topic.replication.factor", 1),
            Map.entry("transaction.state.log.replication.factor", 1),
            Map.entry("transaction.state.log.min.isr", 1),
            Map.entry("share.coordinator.state.topic.replication.factor", 1),
            Map.entry("share.coordinator.state.topic.min.isr", 1));

    private static final Map<String, Object> PROMISES = Map.of(
            "auto.create.topics.enable",
            false,
            "message.max.bytes",
            2 << 20,
            // A machine that is switched off for weeks must not make consumers forget where they were.
            "offsets.retention.minutes",
            60 * 24 * 366);

    /** Two cores and a share of one gigabyte: the defaults are made for a machine of its own. */
    private static final Map<String, Object> SMALL = Map.ofEntries(
            Map.entry("num.network.threads", 2),
            Map.entry("num.io.threads", 4),
            Map.entry("background.threads", 2),
            Map.entry("num.replica.fetchers", 1),
            Map.entry("num.recovery.threads.per.data.dir", 2),
            Map.entry("group.coordinator.threads", 1),
            Map.entry("share.coordinator.threads", 1),
            Map.entry("offsets.topic.num.partitions", 4),
            Map.entry("transaction.state.log.num.partitions", 1),
            Map.entry("share.coordinator.state.topic.num.partitions", 1),
            Map.entry("log.index.size.max.bytes", 1 << 20),
            Map.entry("log.cleaner.threads", 1),
            Map.entry("log.cleaner.dedupe.buffer.size", 4 << 20),
            Map.entry("log.cleaner.io.buffer.size", 128 << 10),
            Map.entry("offsets.topic.segment.bytes", 16 << 20),
            Map.entry("queued.max.requests", 64),
            Map.entry("socket.request.max.bytes", 16 << 20),
            Map.entry("metric.reporters", ""));

    private static final Map<String, Object> PROMPT = Map.ofEntries(
            Map.entry("group.initial.rebalance.delay.ms", 0),
            Map.entry("controller.quorum.election.timeout.ms", 200),
            Map.entry("controller.quorum.election.backoff.max.ms", 100),
            Map.entry("broker.heartbeat.interval.ms", 500),
            // After kill -9 the controller waits this long for the broker that is gone before it takes the new one.
            Map.entry("broker.session.timeout.ms", 4_000),
            Map.entry("controlled.shutdown.max.retries", 1));
}
