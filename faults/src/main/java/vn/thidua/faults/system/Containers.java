package vn.thidua.faults.system;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka and MongoDB in containers of the images in {@code docker-compose.yml}, without its logins, on a network of their own. */
final class Containers implements AutoCloseable {

    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");
    private static final DockerImageName MONGODB = DockerImageName.parse("mongo:7.0");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int CLIENTS = 9092;
    private static final int MONGODB_PORT = 27017;

    private final Network network = Network.newNetwork();

    /**
     * One broker of some.
     *
     * @param port where it is found on this machine
     * @param advertised the address that clients are told
     */
    Server broker(int node, int nodes, String cluster, int port, String advertised) {
        var container = new GenericContainer<>(KAFKA)
                .withNetwork(network)
                .withNetworkAliases(host(node))
                .withEnv(environment(KafkaNode.settings(nodes, node)))
                .withEnv("CLUSTER_ID", cluster)
                .withEnv("KAFKA_LOG_DIRS", "/var/lib/kafka/data")
                .withEnv("KAFKA_LISTENERS", "CLIENTS://:9092,INSIDE://:19092,CONTROLLER://:9093")
                .withEnv(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "CLIENTS://%s,INSIDE://%s:19092".formatted(advertised, host(node)))
                .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", KafkaNode.voters(nodes, voter -> host(voter) + ":9093"))
                // It is ready once the others are, too.
                .waitingFor(Wait.forLogMessage(".*", 1).withStartupTimeout(PATIENCE));
        container.setPortBindings(List.of(port + ":" + CLIENTS));
        return new ServerContainer("broker-" + node, container);
    }

    private static String host(int node) {
        return "broker-" + node;
    }

    private static Map<String, String> environment(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> "KAFKA_"
                                + setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_'),
                        Map.Entry::getValue));
    }

    /** A replica set of one. */
    Server store(int port) {
        var container = new MongoDBContainer(MONGODB).withReplicaSet().withStartupTimeout(PATIENCE);
        container.setPortBindings(List.of(port + ":" + MONGODB_PORT));
        return new ServerContainer("store", container);
    }

    @Override
    public void close() {
        network.close();
    }
}
