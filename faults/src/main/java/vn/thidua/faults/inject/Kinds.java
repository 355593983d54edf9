package vn.thidua.faults.inject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import vn.thidua.faults.load.Readers;
import vn.thidua.faults.proxy.MongoProxy.Catch;
import vn.thidua.faults.proxy.TcpProxy;
import vn.thidua.faults.system.Server;
import vn.thidua.faults.system.ServerProcess;
import vn.thidua.faults.system.Topology;
import vn.thidua.faults.system.Topology.Instance;

/** All kinds of faults, as they strike this system. */
public final class Kinds {

    private static final Duration TRAP = Duration.ofSeconds(20);
    private static final List<String> DEAD_LETTERS =
            List.of("thidua.scoring.v1.ranking-service.dlt", "thidua.intake.v1.scoring-service.dlt");

    /** The empty text with which a watermark's write takes the mark of the unpublished away, as it is on the wire. */
    private static final String MARK_TAKEN_AWAY = "unpublishedSince\0" + "\1\0\0\0" + "\0";

    private final Topology system;
    private final Poison poison;
    private final Readers readers;
    private final Random random;

    public Kinds(Topology system, Poison poison, Readers readers, Random random) {
        this.system = system;
        this.poison = poison;
        this.readers = readers;
        this.random = random;
    }

    /** Those that this system can suffer: with one broker, none of the cluster's. */
    public List<Fault> all() {
        var all = new ArrayList<>(services());
        all.addAll(store());
        all.addAll(input());
        all.addAll(identity());
        all.addAll(brokers());
        all.addAll(disks());
        if (system.hasTwoVersions()) {
            all.add(new Fault("an instance changes its version", 4, this::anotherVersion));
        }
        return List.copyOf(all);
    }

    /** Short ones, for a round that is a test. */
    public List<Fault> few() {
        var names = List.of(
                "kill -9 between write and publish",
                "kill -9 between apply and commit",
                "store connection cut after apply",
                "poison of every kind");
        return all().stream().filter(fault -> names.contains(fault.name())).toList();
    }

    private List<Fault> services() {
        return List.of(
                new Fault("kill -9 of scoring", 3, () -> killed(any(system.scoring()))),
                new Fault("kill -9 of ranking", 3, () -> killed(any(system.ranking()))),
                new Fault("kill -9 of notification", 1, () -> killed(any(system.notification()))),
                new Fault("kill -9 between write and publish", 2, this::betweenWriteAndPublish),
                new Fault("kill -9 between publish and watermark", 2, this::betweenPublishAndWatermark),
                new Fault("kill -9 between apply and commit", 2, this::betweenApplyAndCommit),
                new Fault("kill -9 of both instances in a rebalance", 1, this::bothInARebalance),
                new Fault("graceful restart under load", 2, () -> restarted(any(system.instances()))),
                new Fault(
                        "service held 25 s (zombie)",
                        2,
                        () -> held(any(system.instances()).process())),
                new Fault("clock 3 h ahead", 1, () -> wrongClock(Duration.ofHours(3))),
                new Fault("clock 3 h behind", 1, () -> wrongClock(Duration.ofHours(-3))));
    }

    private List<Fault> store() {
        return List.of(
                new Fault("store connection cut before apply", 2, () -> cut(Catch.CUT_BEFORE)),
                new Fault("store connection cut after apply", 3, () -> cut(Catch.CUT_AFTER)),
                new Fault(
                        "store connections of one instance cut",
                        2,
                        () -> any(system.instances()).store().cut()),
                new Fault("store frozen 8 s", 1, () -> {
                    system.instances().forEach(instance -> instance.store().freeze());
                    pause(8);
                    system.instances().forEach(instance -> instance.store().pass());
                }),
                new Fault("store killed and restarted", 1, () -> {
                    system.store().kill();
                    pause(1);
                    system.store().start();
                }));
    }

    private List<Fault> input() {
        return List.of(
                new Fault("poison of every kind", 2, () -> poison.spread(random)),
                new Fault("duplicates, reordered", 2, () -> poison.repeat(300, random)),
                new Fault("dead-letter topics take nothing 10 s", 1, this::deadLettersRefused),
                new Fault("bodies over the limit", 1, this::oversize),
                new Fault("slow clients", 1, this::slow),
                new Fault("all streams dropped at once", 2, readers::drop),
                new Fault("2,000 readers at once, dropped, and back", 1, () -> readers.herd(2_000)));
    }

    private List<Fault> identity() {
        return List.of(
                new Fault("issuer down 10 s", 1, () -> {
                    system.console().kill();
                    pause(10);
                    system.console().start();
                }),
                new Fault("keys rotated", 1, () -> {
                    system.console().stop();
                    system.rotateKeys();
                    system.console().start();
                }));
    }

    private List<Fault> brokers() {
        if (system.brokers().size() < 3) {
            return List.of();
        }
        return List.of(
                new Fault("broker killed", 2, () -> {
                    var broker = any(system.brokers());
                    broker.kill();
                    pause(2);
                    broker.start();
                }),
                new Fault("broker held 25 s (zombie)", 1, () -> held(any(system.brokers()))),
                new Fault("leader of the scores killed", 2, this::leaderKilled),
                new Fault("two of three brokers down 10 s", 1, () -> down(2, 10)),
                new Fault("all brokers down 20 s", 1, () -> down(3, 20)),
                new Fault("rolling restart of the brokers", 1, this::rolling),
                new Fault(
                        "broker connections cut",
                        2,
                        () -> system.brokerProxies().forEach(TcpProxy::cut)),
                new Fault("brokers slow 10 s", 1, () -> {
                    system.brokerProxies().forEach(proxy -> proxy.delay(Duration.ofMillis(100)));
                    pause(10);
                    system.brokerProxies().forEach(TcpProxy::pass);
                }));
    }

    /** Of processes only: of a container's files nothing can be limited from outside. */
    private List<Fault> disks() {
        var disks = new ArrayList<Fault>();
        if (system.store() instanceof ServerProcess store) {
            disks.add(new Fault("disk of the store full 5 s", 1, () -> diskFull(store)));
        }
        if (system.brokers().size() > 1 && system.brokers().getFirst() instanceof ServerProcess) {
            disks.add(new Fault("disk of a broker full 5 s", 1, () -> diskFull((ServerProcess) any(system.brokers()))));
        }
        return disks;
    }

    private static void diskFull(ServerProcess server) throws InterruptedException {
        server.fillDisk();
        pause(5);
        server.kill();
        server.start();
    }

    private static void killed(Instance instance) throws InterruptedException {
        instance.process().kill();
        instance.process().start();
    }

    private static void restarted(Instance instance) throws InterruptedException {
        instance.process().stop();
        instance.process().start();
    }

    private void anotherVersion() throws InterruptedException {
        var instance = any(system.instances()).process();
        instance.stop();
        system.changeVersion(instance);
        instance.start();
    }

    private static void held(Server server) throws InterruptedException {
        server.hold();
        try {
            pause(25);
        } finally {
            server.goOn();
        }
    }

    /** What clients are told is durable cannot be published, and then there is nobody to publish it. */
    private void betweenWriteAndPublish() throws InterruptedException {
        var instance = any(system.scoring());
        system.brokerProxies().forEach(TcpProxy::freeze);
        try {
            pause(1);
            instance.process().kill();
        } finally {
            system.brokerProxies().forEach(TcpProxy::pass);
        }
        instance.process().start();
    }

    /** The watermark is on its way to the store and does not arrive. */
    private void betweenPublishAndWatermark() throws Exception {
        trapped(system.scoring(), Catch.HOLD, "sheets", MARK_TAKEN_AWAY, instance -> {
            instance.process().kill();
            instance.store().cut();
            instance.process().start();
        });
    }

    /** The store has done it, the service never hears so, and its offset is not committed. */
    private void betweenApplyAndCommit() throws Exception {
        trapped(system.ranking(), Catch.CUT_AFTER, "boards", "standings", Kinds::killed);
    }

    private interface Trapped {
        void happen(Instance instance) throws InterruptedException;
    }

    /** Waits for such a write of one of these instances; the fault is not counted when none comes. */
    private static void trapped(
            List<Instance> instances, Catch what, String collection, String containing, Trapped then) throws Exception {
        try {
            var caught = instances.stream()
                    .map(instance -> instance.store()
                            .trap(what, collection, containing)
                            .caught()
                            .thenApply(done -> instance))
                    .toArray(CompletableFuture[]::new);
            var first = (Instance) CompletableFuture.anyOf(caught).get(TRAP.toSeconds(), TimeUnit.SECONDS);
            then.happen(first);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no such write came by", e);
        } finally {
            instances.forEach(instance -> instance.store().pass());
        }
    }

    private void bothInARebalance() throws InterruptedException {
        var both = system.ranking();
        both.getFirst().process().kill();
        both.getFirst().process().start();
        pause(2);
        both.forEach(instance -> kill(instance.process()));
        both.forEach(instance -> instance.process().start());
    }

    private static void kill(Server server) {
        try {
            server.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wrongClock(Duration ahead) throws Exception {
        var instance = any(List.of(any(system.scoring()), any(system.ranking())));
        instance.process().stop();
        system.startWithClock(instance.process(), ahead);
        until(instance::isHealthy);
        pause(8);
        instance.process().stop();
        system.startWithClock(instance.process(), Duration.ZERO);
    }

    private void cut(Catch what) throws Exception {
        var isScoring = random.nextInt(3) < 2;
        for (var time = 0; time < 3; time++) {
            trapped(
                    isScoring ? system.scoring() : system.ranking(),
                    what,
                    isScoring ? "sheets" : "boards",
                    "",
                    instance -> {});
        }
    }

    private void deadLettersRefused() throws Exception {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrap()))) {
            limit(admin, "1");
            try {
                poison.put("bad JSON", random);
                poison.put("missing headers", random);
                pause(10);
            } finally {
                limit(admin, "4194304");
            }
        }
    }

    private static void limit(Admin admin, String bytes) throws Exception {
        admin.incrementalAlterConfigs(DEAD_LETTERS.stream()
                        .collect(Collectors.toMap(
                                topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                topic -> List.of(new AlterConfigOp(
                                        new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET)))))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    private void oversize() throws IOException {
        for (var time = 0; time < 5; time++) {
            var origin = any(system.scoring()).origin();
            try (var socket = open(origin)) {
                var out = socket.getOutputStream();
                out.write(("POST /api/scoring/v1/boards/cum-0:2000/sheets HTTP/1.1\r\nHost: x\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 40000000\r\n\r\n")
                        .getBytes(UTF_8));
                for (var chunk = 0; chunk < 300; chunk++) {
                    out.write(new byte[64 << 10]);
                }
            } catch (IOException refused) {
                // As it should be.
            }
        }
    }

    private void slow() throws IOException, InterruptedException {
        var sockets = new ArrayList<Socket>();
        try {
            for (var client = 0; client < 80; client++) {
                sockets.add(open(any(system.scoring()).origin()));
            }
            for (var second = 0; second < 10; second++) {
                for (var socket : sockets) {
                    try {
                        socket.getOutputStream()
                                .write(second == 0 ? "POST / HTTP/1.1\r\nX: ".getBytes(UTF_8) : new byte[] {'x'});
                    } catch (IOException refused) {
                        // Let go already.
                    }
                }
                pause(1);
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static Socket open(URI origin) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), origin.getPort());
    }

    private void leaderKilled() throws Exception {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, system.bootstrap()))) {
            var topic = "thidua.scoring.v1";
            var told = requireNonNull(
                    admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
            var leader = told.get(30, TimeUnit.SECONDS)
                    .partitions()
                    .get(random.nextInt(4))
                    .leader()
                    .id();
            var broker = system.brokers().get(leader - 1);
            broker.kill();
            broker.start();
        }
    }

    private void down(int count, int seconds) throws InterruptedException {
        var first = random.nextInt(system.brokers().size());
        var some = new ArrayList<Server>();
        for (var next = 0; next < count; next++) {
            some.add(system.brokers().get((first + next) % system.brokers().size()));
        }
        some.forEach(Kinds::kill);
        pause(seconds);
        some.forEach(Server::start);
    }

    private void rolling() throws InterruptedException {
        for (var broker : system.brokers()) {
            broker.stop();
            broker.start();
            pause(6);
        }
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (var time = 0; time < 600 && !condition.getAsBoolean(); time++) {
            Thread.sleep(100);
        }
    }

    private static void pause(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }
}
