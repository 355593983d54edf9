package vn.thidua.faults.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import vn.thidua.faults.proxy.MongoProxy;
import vn.thidua.faults.proxy.TcpProxy;

/**
 * The whole system: brokers, the store, services and the issuer of tokens, each a process of its own, with a proxy before
 * each broker and between each instance of a service and the store.
 */
public final class Topology implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Ports ports = new Ports();
    private final List<ServerProcess> brokers = new ArrayList<>();
    private final List<TcpProxy> brokerProxies = new ArrayList<>();
    private final List<Integer> brokerPorts = new ArrayList<>();
    private final List<Instance> scoring = new ArrayList<>();
    private final List<Instance> ranking = new ArrayList<>();
    private final List<Instance> notification = new ArrayList<>();
    private final ServerProcess store;
    private final ServerProcess console;
    private final int storePort;
    private final int consolePort;
    private final Thread atExit = Thread.ofPlatform().unstarted(this::endAll);

    private Topology(Path folder, int brokerCount, int instances) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var nodePorts = Stream.generate(ports::free).limit(brokerCount * 3L).toList();
        var cluster = Uuid.randomUuid().toString();
        for (var node = 1; node <= brokerCount; node++) {
            var proxyPort = ports.free();
            var arguments = new ArrayList<>(List.of(
                    folder.resolve("kafka-" + node).toString(),
                    Integer.toString(node),
                    cluster,
                    "127.0.0.1:" + proxyPort));
            nodePorts.forEach(port -> arguments.add(port.toString()));
            brokers.add(process("broker-" + node, KafkaNode.class, 320, arguments));
            brokerProxies.add(new TcpProxy(proxyPort, nodePorts.get((node - 1) * 3)));
            brokerPorts.add(proxyPort);
        }
        storePort = ports.free();
        store = process(
                "store",
                StoreNode.class,
                512,
                List.of(folder.resolve("store").toString(), Integer.toString(storePort)));
        consolePort = ports.free();
        for (var number = 1; number <= instances; number++) {
            scoring.add(instance("scoring", number));
            ranking.add(instance("ranking", number));
            notification.add(instance("notification", number));
        }
        console = process(
                "console",
                ServiceNode.class,
                192,
                List.of(
                        "console",
                        "0",
                        "--server.address=127.0.0.1",
                        "--server.port=" + consolePort,
                        "--thidua.scoring-url=" + scoring.getFirst().origin(),
                        "--thidua.ranking-url=" + ranking.getFirst().origin(),
                        "--thidua.notification-url=" + notification.getFirst().origin(),
                        "--thidua.identity.issuer=" + issuer(),
                        "--thidua.identity.origin=" + issuer(),
                        "--thidua.identity.key-file=" + keyFile()));
    }

    private Instance instance(String service, int number) {
        var port = ports.free();
        var proxyPort = ports.free();
        var proxy = new MongoProxy(proxyPort, storePort);
        var name = service + "-" + number;
        var arguments = List.of(
                service,
                "0",
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--thidua.kafka=" + bootstrap(),
                "--spring.mongodb.uri=mongodb://127.0.0.1:" + proxyPort,
                "--thidua.identity.issuer=" + issuer(),
                // One client stands for a whole district here; how fast it may go is not what is tested.
                "--thidua.limits.requests-per-second=100000",
                "--thidua.limits.burst=100000");
        return new Instance(
                process(name, ServiceNode.class, 320, arguments), URI.create("http://127.0.0.1:" + port), proxy);
    }

    /** Those whose names differ by a number only are started the same way. */
    private ServerProcess process(String name, Class<?> main, int heap, List<String> arguments) {
        var classes = folder.resolve(name.replaceAll("-\\d+$", "") + ".jsa");
        return new ServerProcess(name, main.getName(), heap, folder.resolve(name + ".log"), classes, arguments);
    }

    /**
     * Starts everything and returns when it answers.
     *
     * @param rehearsed whether each service is started and stopped once before, so that its later starts take less
     */
    public static Topology start(Path folder, int brokers, int instances, boolean rehearsed)
            throws InterruptedException {
        var topology = new Topology(folder, brokers, instances);
        Runtime.getRuntime().addShutdownHook(topology.atExit);
        try {
            topology.store.start();
            topology.brokers.forEach(ServerProcess::start);
            await("store", () -> listens(topology.storePort));
            for (var broker = 0; broker < brokers; broker++) {
                var index = broker;
                await(
                        "broker-" + (broker + 1),
                        () -> topology.brokers.get(index).lastWords().isEmpty()
                                || listens(topology.brokerPorts.get(index)));
            }
            if (rehearsed) {
                topology.rehearse();
            }
            topology.console.start();
            topology.instances().forEach(instance -> instance.process().start());
            for (var instance : topology.instances()) {
                await(instance.process().name(), () -> instance.isHealthy());
            }
            await("console", () -> topology.isIssuing());
            return topology;
        } catch (RuntimeException | InterruptedException e) {
            topology.close();
            throw e;
        }
    }

    private void rehearse() throws InterruptedException {
        console.rehearse(this::isIssuing);
        for (var service : List.of(scoring, ranking, notification)) {
            var instance = service.getFirst();
            instance.process().rehearse(instance::isHealthy);
        }
    }

    private static void await(String what, BooleanSupplier ready) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " was not ready after " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(100);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts an instance again with a clock that is wrong by so much, from now on. */
    public void startWithClock(ServerProcess instance, Duration ahead) {
        var arguments = new ArrayList<>(instance.arguments());
        arguments.set(1, Long.toString(ahead.toSeconds()));
        instance.arguments(arguments);
        instance.start();
    }

    /** Makes the issuer sign with another key from its next start on. */
    public void rotateKeys() {
        try {
            Files.deleteIfExists(keyFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path keyFile() {
        return folder.resolve("signing-key.pem");
    }

    /** Where brokers are found, through the proxies. */
    public String bootstrap() {
        return brokerPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** The store itself, past all proxies. */
    public String mongodb() {
        return "mongodb://127.0.0.1:" + storePort;
    }

    /** Who issues tokens. */
    public URI issuer() {
        return URI.create("http://localhost:" + consolePort);
    }

    public List<ServerProcess> brokers() {
        return Collections.unmodifiableList(brokers);
    }

    public List<TcpProxy> brokerProxies() {
        return Collections.unmodifiableList(brokerProxies);
    }

    public ServerProcess store() {
        return store;
    }

    public ServerProcess console() {
        return console;
    }

    public List<Instance> scoring() {
        return Collections.unmodifiableList(scoring);
    }

    public List<Instance> ranking() {
        return Collections.unmodifiableList(ranking);
    }

    public List<Instance> notification() {
        return Collections.unmodifiableList(notification);
    }

    /** Of all three services. */
    public List<Instance> instances() {
        return Stream.of(scoring, ranking, notification).flatMap(List::stream).toList();
    }

    /** Whether the issuer answers. */
    public boolean isIssuing() {
        return answers(issuer().resolve("/oauth2/jwks"));
    }

    private static boolean answers(URI address) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(2_000);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private void endAll() {
        Stream.concat(
                        instances().stream().map(Instance::process),
                        Stream.concat(Stream.of(console, store), brokers.stream()))
                .filter(ServerProcess::isAlive)
                .forEach(process -> {
                    try {
                        process.kill();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /** Ends everything at once: what matters has been read. */
    @Override
    public void close() {
        endAll();
        brokerProxies.forEach(TcpProxy::close);
        instances().forEach(instance -> instance.store().close());
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The hook runs already.
        }
    }

    /**
     * One instance of a service.
     *
     * @param store its way to the store
     */
    public record Instance(ServerProcess process, URI origin, MongoProxy store) {

        /** Whether it says that it is well. */
        public boolean isHealthy() {
            return process.isAlive() && answers(origin.resolve("/actuator/health"));
        }
    }
}
