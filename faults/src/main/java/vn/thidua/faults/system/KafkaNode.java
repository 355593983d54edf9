package vn.thidua.faults.system;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One node of a Kafka cluster, broker and controller at once, as a process of its own. */
public final class KafkaNode {

    private KafkaNode() {}

    /** Folder, number from 1, the cluster's id, the address clients are told, then three ports of each node. */
    public static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var node = Integer.parseInt(arguments[1]);
        var advertised = arguments[3];
        var ports = new int[arguments.length - 4];
        for (var index = 0; index < ports.length; index++) {
            ports[index] = Integer.parseInt(arguments[index + 4]);
        }
        format(folder, arguments[2], node);
        var server =
                new KafkaRaftServer(new KafkaConfig(settings(folder, node, advertised, ports), false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::shutdown));
        server.startup();
        server.awaitShutdown();
    }

    private static void format(Path folder, String cluster, int node) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(cluster)
                    .setNodeId(node)
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw new IOException(folder + " could not be formatted", e);
        }
    }

    private static Map<String, String> settings(Path folder, int node, String advertised, int[] ports) {
        var own = (node - 1) * 3;
        var settings = new HashMap<>(settings(ports.length / 3, node));
        settings.put("log.dirs", folder.toString());
        settings.put(
                "listeners",
                "CLIENTS://127.0.0.1:%d,INSIDE://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(ports[own], ports[own + 1], ports[own + 2]));
        // Clients come through a proxy, the brokers to each other do not.
        settings.put(
                "advertised.listeners", "CLIENTS://%s,INSIDE://127.0.0.1:%d".formatted(advertised, ports[own + 1]));
        settings.put(
                "controller.quorum.voters",
                voters(ports.length / 3, voter -> "127.0.0.1:" + ports[(voter - 1) * 3 + 2]));
        return settings;
    }

    /** Who votes: each node with its number. */
    static String voters(int nodes, IntFunction<String> address) {
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(voter -> voter + "@" + address.apply(voter))
                .collect(Collectors.joining(","));
    }

    /** What does not depend on where a node's files and the other nodes are. */
    static Map<String, String> settings(int nodes, int node) {
        var copies = Math.min(3, nodes);
        var settings = new HashMap<String, Object>();
        settings.put("node.id", node);
        settings.put("process.roles", "broker,controller");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "INSIDE");
        settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("default.replication.factor", copies);
        settings.put("min.insync.replicas", Math.max(1, copies - 1));
        settings.put("offsets.topic.replication.factor", copies);
        settings.put("offsets.topic.num.partitions", 4);
        settings.put("transaction.state.log.replication.factor", copies);
        settings.put("transaction.state.log.min.isr", 1);
        settings.put("transaction.state.log.num.partitions", 1);
        settings.put("share.coordinator.state.topic.replication.factor", copies);
        settings.put("share.coordinator.state.topic.min.isr", 1);
        settings.put("share.coordinator.state.topic.num.partitions", 1);
        settings.put("auto.create.topics.enable", false);
        settings.put("message.max.bytes", 2 << 20);
        settings.put("replica.lag.time.max.ms", 5_000);
        settings.put("group.initial.rebalance.delay.ms", 0);
        settings.put("broker.heartbeat.interval.ms", 1_000);
        settings.put("broker.session.timeout.ms", 6_000);
        settings.put("num.network.threads", 2);
        settings.put("num.io.threads", 4);
        settings.put("log.index.size.max.bytes", 1 << 20);
        settings.put("log.cleaner.threads", 1);
        settings.put("log.cleaner.dedupe.buffer.size", 4 << 20);
        settings.put("log.cleaner.io.buffer.size", 128 << 10);
        settings.put("metric.reporters", "");
        return settings.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, setting -> String.valueOf(setting.getValue())));
    }
}
