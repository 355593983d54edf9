package vn.thidua.bench.system;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.bench.run.BenchFailed;
import vn.thidua.standalone.access.DemoClients;
import vn.thidua.standalone.demo.KafkaDoor;

/**
 * The system under test: {@code thidua up} in a process of its own, on free ports of the loopback interface, with the
 * launcher's memory, its data in a temporary folder. It is ended, and the folder removed, when this is closed and when
 * the benchmark ends in any other way.
 */
public final class ChildSystem implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MILLIS = 100;
    private static final int LAST_LINES = 20;

    private final Path folder;
    private final FreePorts ports;
    private final DemoClients clients;
    private final Api scoring;
    private final Api ranking;
    private final Api notification;
    private final Api console;
    private final Thread atExit = Thread.ofPlatform().name("end-child").unstarted(this::endAtOnce);
    private volatile @Nullable Process process;

    private ChildSystem(Path folder, FreePorts ports) {
        this.folder = folder;
        this.ports = ports;
        this.clients = new DemoClients(at(0), Clock.systemUTC());
        this.console = api(0);
        this.scoring = api(1);
        this.ranking = api(2);
        this.notification = api(3);
    }

    private Api api(int offset) {
        return new Api(at(offset), clients);
    }

    private URI at(int offset) {
        return URI.create("http://127.0.0.1:" + (ports.console() + offset));
    }

    /** Starts it, and returns when every part answers. */
    public static ChildSystem start() throws InterruptedException {
        ChildSystem child;
        try {
            child = new ChildSystem(Files.createTempDirectory("thidua-bench"), FreePorts.find(new Random()));
        } catch (IOException e) {
            throw new BenchFailed("no temporary folder: " + e.getMessage(), e);
        }
        Runtime.getRuntime().addShutdownHook(child.atExit);
        try {
            child.startProcess();
        } catch (RuntimeException | InterruptedException e) {
            child.close();
            throw e;
        }
        return child;
    }

    /** Starts it again on the same data and ports, after it was killed. */
    public void startAgain() throws InterruptedException {
        startProcess();
    }

    private void startProcess() throws InterruptedException {
        var builder = Jvm.process(
                List.of(
                        "-Xmx" + Jvm.heap(),
                        "-XX:+UseSerialGC",
                        "-XX:MaxMetaspaceSize=256m",
                        "-Xss512k",
                        "-XX:ReservedCodeCacheSize=96m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"),
                "vn.thidua.standalone.Thidua",
                List.of(
                        "up",
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        Integer.toString(ports.console()),
                        "--kafka-port",
                        Integer.toString(ports.kafka()),
                        "--store-port",
                        Integer.toString(ports.store())));
        // One client stands for a whole district here; how fast it may go is not what is measured.
        builder.environment().put("THIDUA_LIMITS_REQUESTS_PER_SECOND", "100000");
        builder.environment().put("THIDUA_LIMITS_BURST", "100000");
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Process started;
        try {
            started = builder.start();
        } catch (IOException e) {
            throw new BenchFailed("the system could not be started: " + e.getMessage(), e);
        }
        process = started;
        awaitReady(started);
    }

    private void awaitReady(Process started) throws InterruptedException {
        var deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!isReady()) {
            if (!started.isAlive()) {
                throw new BenchFailed(
                        "the system ended with status " + started.exitValue() + " while it started:\n" + lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new BenchFailed(
                        "the system was not ready after " + START_PATIENCE.toSeconds() + " s:\n" + lastWords());
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private boolean isReady() {
        return Stream.of(scoring, ranking, notification).allMatch(ChildSystem::isHealthy) && answers(console);
    }

    private static boolean isHealthy(Api service) {
        try {
            return service.get("/actuator/health").isSuccess();
        } catch (BenchFailed notThereYet) {
            return false;
        }
    }

    private static boolean answers(Api service) {
        try {
            return service.get("/").status() > 0;
        } catch (BenchFailed notThereYet) {
            return false;
        }
    }

    /** Ends it as {@code kill -9} does: it gets no chance to write anything. */
    public void kill() {
        running().destroyForcibly();
    }

    /** Waits until a killed process is gone. */
    public void awaitEnd() throws InterruptedException {
        running().waitFor();
    }

    private Process running() {
        return requireNonNull(process, "not started");
    }

    /** The scoring service itself, not through the console. */
    public Api scoring() {
        return scoring;
    }

    /** The ranking service. */
    public Api ranking() {
        return ranking;
    }

    /** The notification service. */
    public Api notification() {
        return notification;
    }

    /** The broker, {@code host:port}. */
    public String brokers() {
        return kafka().brokers();
    }

    /** How programs come in over Kafka. */
    public KafkaDoor kafka() {
        return new KafkaDoor("127.0.0.1:" + ports.kafka(), true);
    }

    /** Processor time that it has used since it was started. */
    public Duration cpu() {
        return running().toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory that the process has had resident, in MiB; 0 where the operating system does not tell. */
    public long peakResidentMebibytes() {
        var status = Path.of("/proc", Long.toString(running().pid()), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException notLinux) {
            return 0;
        }
    }

    /** What it printed last. */
    public String lastWords() {
        try {
            var lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    private Path log() {
        return folder.resolve("system.log");
    }

    /** Stops it in order, by force when that takes too long, and removes its data. */
    @Override
    public void close() {
        var running = process;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    running.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        Stream.of(scoring, ranking, notification, console).forEach(Api::close);
        removeFolder();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The hook runs already, and finds nothing left to do.
        }
    }

    private void endAtOnce() {
        var running = process;
        if (running != null) {
            try {
                running.destroyForcibly().waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        removeFolder();
    }

    private void removeFolder() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // A temporary folder: the operating system will.
        }
    }
}
