package vn.thidua.faults.system;

import static java.util.Objects.requireNonNull;

import java.io.File;
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
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import vn.thidua.faults.proxy.MongoProxy;
import vn.thidua.faults.proxy.TcpProxy;

/**
 * The whole system: brokers, the store, services and the issuer of tokens, each a process of its own (brokers and store may
 * be containers), with a proxy before each broker and between each instance of a service and the store.
 */
public final class Topology implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** In MiB. The check at the end reads whole collections, and the store gathers a result before it replies. */
    private static final int STORE_HEAP = 2048;

    /** What 60% of a container's gigabyte is. */
    private static final int SERVICE_HEAP = 614;

    private static final int BROKER_HEAP = 320;

    private final Path folder;
    private final Ports ports = new Ports();
    private final List<Server> brokers = new ArrayList<>();
    private final List<TcpProxy> brokerProxies = new ArrayList<>();
    private final List<Integer> brokerPorts = new ArrayList<>();
    private final List<Instance> scoring = new ArrayList<>();
    private final List<Instance> ranking = new ArrayList<>();
    private final List<Instance> notification = new ArrayList<>();
    private final Server store;
    private final @Nullable Containers containers;
    private final @Nullable String otherVersion;
    private final ServerProcess console;
    private final int storePort;
    private final int consolePort;
    private final Thread atExit = Thread.ofPlatform().unstarted(this::endAll);

    private Topology(Path folder, Layout layout) {
        this.folder = folder;
        containers = layout.inContainers() ? new Containers() : null;
        otherVersion = layout.beside() == null ? null : classPathOf(layout.beside());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var nodePorts =
                Stream.generate(ports::free).limit(layout.brokers() * 3L).toList();
        var cluster = Uuid.randomUuid().toString();
        for (var node = 1; node <= layout.brokers(); node++) {
            var proxyPort = ports.free();
            var port = nodePorts.get((node - 1) * 3);
            var advertised = "127.0.0.1:" + proxyPort;
            brokers.add(
                    containers == null
                            ? broker(node, cluster, advertised, nodePorts)
                            : containers.broker(node, layout.brokers(), cluster, port, advertised));
            brokerProxies.add(new TcpProxy(proxyPort, port));
            brokerPorts.add(proxyPort);
        }
        storePort = ports.free();
        store = containers == null
                ? process(
                        "store",
                        StoreNode.class,
                        STORE_HEAP,
                        List.of(folder.resolve("store").toString(), Integer.toString(storePort)))
                : containers.store(storePort);
        consolePort = ports.free();
        for (var number = 1; number <= layout.instances(); number++) {
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

    private ServerProcess broker(int node, String cluster, String advertised, List<Integer> nodePorts) {
        var arguments = new ArrayList<>(
                List.of(folder.resolve("kafka-" + node).toString(), Integer.toString(node), cluster, advertised));
        nodePorts.forEach(port -> arguments.add(port.toString()));
        return process("broker-" + node, KafkaNode.class, BROKER_HEAP, arguments);
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
                process(name, ServiceNode.class, SERVICE_HEAP, arguments),
                URI.create("http://127.0.0.1:" + port),
                proxy);
    }

    /** Those whose names differ by a number only are started the same way. */
    private ServerProcess process(String name, Class<?> main, int heap, List<String> arguments) {
        var classes = folder.resolve(name.replaceAll("-\\d+$", "") + ".jsa");
        return new ServerProcess(name, main.getName(), heap, folder.resolve(name + ".log"), classes, arguments);
    }

    /** Starts everything and returns when it answers. */
    public static Topology start(Path folder, Layout layout) throws InterruptedException {
        var topology = new Topology(folder, layout);
        Runtime.getRuntime().addShutdownHook(topology.atExit);
        try {
            topology.store.start();
            topology.brokers.forEach(Server::start);
            await("store", () -> listens(topology.storePort));
            await("brokers", topology::isClusterComplete);
            if (layout.rehearsed()) {
                topology.rehearse();
            }
            if (topology.hasTwoVersions()) {
                List.of(topology.scoring, topology.ranking, topology.notification)
                        .forEach(service ->
                                topology.changeVersion(service.getLast().process()));
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

    private static String classPathOf(Path checkout) {
        var target = checkout.resolve("faults/target");
        try (var jars = Files.newDirectoryStream(target, "faults-*.jar")) {
            return jars.iterator().next() + File.pathSeparator + target.resolve("lib/*");
        } catch (IOException | NoSuchElementException e) {
            throw new IllegalArgumentException(checkout + " is no folder in which ./thidua build has been run", e);
        }
    }

    /** Whether another version runs beside this one. */
    public boolean hasTwoVersions() {
        return otherVersion != null;
    }

    /** Makes a process run the other version from its next start on. */
    public void changeVersion(ServerProcess instance) {
        var own = ServerProcess.ownClassPath();
        instance.classPath(instance.classPath().equals(own) ? requireNonNull(otherVersion) : own);
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

    private boolean isClusterComplete() {
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                2_000))) {
            return admin.describeCluster().nodes().get().size() == brokers.size();
        } catch (ExecutionException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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

    public List<Server> brokers() {
        return Collections.unmodifiableList(brokers);
    }

    public List<TcpProxy> brokerProxies() {
        return Collections.unmodifiableList(brokerProxies);
    }

    public Server store() {
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
        Stream.of(instances().stream().map(Instance::process), Stream.of(console, store), brokers.stream())
                .flatMap(servers -> servers)
                .forEach(server -> {
                    try {
                        server.remove();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        System.err.printf("%s could not be removed: %s%n", server, e);
                    }
                });
        if (containers != null) {
            containers.close();
        }
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
