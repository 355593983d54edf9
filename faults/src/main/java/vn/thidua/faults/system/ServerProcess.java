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

/** A server in a JVM of its own. */
public final class ServerProcess implements Server {

    private static final long STOP_SECONDS = 30;
    private static final long REHEARSAL_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final String name;
    private final String mainClass;
    private final Path log;
    private final Path classes;
    private final int heapMebibytes;
    private List<String> arguments;
    private String classPath = ownClassPath();
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

    @Override
    public void start() {
        start(
                Files.exists(classes) && classPath.equals(ownClassPath())
                        ? "-XX:SharedArchiveFile=" + classes
                        : "-Xshare:auto");
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
                "-Xmx" + heapMebibytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
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

    static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    String classPath() {
        return classPath;
    }

    /** Whose code it runs from the next start on. */
    void classPath(String changed) {
        classPath = changed;
    }

    /** What it is started with from the next start on. */
    void arguments(List<String> changed) {
        arguments = List.copyOf(changed);
    }

    List<String> arguments() {
        return arguments;
    }

    @Override
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    @Override
    public void stop() throws InterruptedException {
        var running = running();
        running.destroy();
        if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            running.destroyForcibly().waitFor();
        }
    }

    @Override
    public void hold() {
        onIt("kill", "-STOP");
    }

    @Override
    public void goOn() {
        onIt("kill", "-CONT");
    }

    /** From now on it cannot write to any file, as when the disk is full; that ends with the process. */
    public void fillDisk() {
        onIt("prlimit", "--fsize=1", "--pid");
    }

    /** Runs a command of the system whose last argument is this process. */
    private void onIt(String... command) {
        var line = new ArrayList<>(List.of(command));
        line.add(Long.toString(running().pid()));
        try {
            if (new ProcessBuilder(line).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", line) + " failed");
            }
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

    @Override
    public void remove() throws InterruptedException {
        if (isAlive()) {
            kill();
        }
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

    @Override
    public String toString() {
        return name;
    }
}
