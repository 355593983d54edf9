package vn.thidua.faults.system;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One part of the system, in a JVM of its own: it can be ended in any way, held, and started again. */
public final class ServerProcess {

    private static final long STOP_SECONDS = 30;
    private static final long REHEARSAL_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final String name;
    private final String mainClass;
    private final Path log;
    private final Path classes;
    private final int heapMebibytes;
    private List<String> arguments;
    private volatile @Nullable Process process;

    /**
     * @param classes where a rehearsal leaves the classes as they are once loaded, for all that are started the same way
     */
    ServerProcess(String name, String mainClass, int heapMebibytes, Path log, Path classes, List<String> arguments) {
        this.name = name;
        this.mainClass = mainClass;
        this.heapMebibytes = heapMebibytes;
        this.log = log;
        this.classes = classes;
        this.arguments = List.copyOf(arguments);
    }

    /** As reports call it. */
    public String name() {
        return name;
    }

    /** Starts it, or starts it again. */
    public void start() {
        start(Files.exists(classes) ? "-XX:SharedArchiveFile=" + classes : "-Xshare:auto");
    }

    /**
     * Starts it, waits until it is ready, and stops it, so that later starts take less: with many of them on two cores,
     * a run would otherwise be about the start of JVMs.
     */
    void rehearse(BooleanSupplier ready) throws InterruptedException {
        start("-XX:ArchiveClassesAtExit=" + classes);
        for (var since = System.nanoTime();
                !ready.getAsBoolean() && System.nanoTime() - since < REHEARSAL_NANOS && isAlive(); ) {
            Thread.sleep(100);
        }
        stop();
    }

    private void start(String sharing) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                sharing,
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xmx" + heapMebibytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("THIDUA_"));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /** What it is started with from the next start on. */
    void arguments(List<String> changed) {
        arguments = List.copyOf(changed);
    }

    List<String> arguments() {
        return arguments;
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** Asks it to stop, waits until it has; by force when that takes longer than half a minute. */
    public void stop() throws InterruptedException {
        var running = running();
        running.destroy();
        if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            running.destroyForcibly().waitFor();
        }
    }

    /** Holds it as it is: it answers nothing, and knows nothing of the time that passes. */
    public void hold() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void goOn() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(running().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is a process. */
    public boolean isAlive() {
        var present = process;
        return present != null && present.isAlive();
    }

    private Process running() {
        return requireNonNull(process, name);
    }

    /** How many threads it has, and how many files and connections it holds open; zero where nothing is told. */
    public Holding holding() {
        var folder = Path.of("/proc", Long.toString(running().pid()));
        try (var status = Files.lines(folder.resolve("status"));
                var descriptors = Files.list(folder.resolve("fd"))) {
            var threads = status.filter(line -> line.startsWith("Threads:"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
            return new Holding(threads, (int) descriptors.count());
        } catch (IOException | UncheckedIOException notLinux) {
            return new Holding(0, 0);
        }
    }

    /** What a process holds. */
    public record Holding(int threads, int descriptors) {}

    /** The last lines that it printed. */
    public String lastWords() {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
