package vn.thidua.standalone;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vn.thidua.messaging.testing.Docker;

/** {@code docker compose} on the project's file, as a project of its own. */
final class Compose {

    private static final File ROOT = Path.of("..").toFile();

    private final String project;
    private final Map<String, String> environment;

    Compose(String project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    /** Whether an engine with Compose answers, and the services are packaged for their images. */
    static boolean canRun() {
        return Docker.answers()
                && packaged("scoring-service")
                && packaged("console")
                && execute(Map.of(), List.of("docker", "compose", "version")) == 0;
    }

    private static boolean packaged(String module) {
        var jars = Path.of("..", module, "target").toFile().list((folder, name) -> name.endsWith("-exec.jar"));
        return jars != null && jars.length > 0;
    }

    /** The status that it ended with. */
    int run(String... arguments) {
        var command = new ArrayList<>(List.of("docker", "compose", "--project-name", project));
        command.addAll(List.of(arguments));
        return execute(environment, command);
    }

    /** Kills a container with no warning, as a power cut does, and starts it again. */
    boolean killAndStart(String name) {
        var container = project + "-" + name;
        return execute(Map.of(), List.of("docker", "kill", "--signal", "KILL", container)) == 0
                && execute(Map.of(), List.of("docker", "start", container)) == 0;
    }

    void down() {
        run("--profile", "*", "down", "--volumes", "--timeout", "5");
    }

    private static int execute(Map<String, String> environment, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).directory(ROOT).inheritIO();
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(8, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    static String freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
