package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.messaging.testing.Docker;
import vn.thidua.standalone.demo.KafkaDoor;
import vn.thidua.standalone.demo.Season;

@DisplayName("docker-compose.yml")
@EnabledIf(value = "canRun", disabledReason = "no Docker engine with Compose answers, or the services are not packaged")
class ComposeTest {

    private static final File ROOT = Path.of("..").toFile();

    private final Map<String, String> ports = Map.of("THIDUA_PORT", freePort(), "THIDUA_KAFKA_PORT", freePort());

    static boolean canRun() {
        return Docker.answers()
                && packaged("scoring-service")
                && packaged("console")
                && run(Map.of(), "docker", "compose", "version") == 0;
    }

    private static boolean packaged(String module) {
        var jars = Path.of("..", module, "target").toFile().list((folder, name) -> name.endsWith("-exec.jar"));
        return jars != null && jars.length > 0;
    }

    @Test
    void is_healthy_from_nothing_and_the_year_2019_can_be_played_against_it() {
        assertThat(compose("up", "--build", "--wait", "--wait-timeout", "300")).isZero();
        var origin = URI.create("http://localhost:" + ports.get("THIDUA_PORT"));
        var kafka = new KafkaDoor("localhost:" + ports.get("THIDUA_KAFKA_PORT"), true);
        try (var season = new Season(origin, kafka, Clock.systemUTC(), System.out::println)) {
            MainJobTest.assertEndsAsExpected(season.play());
        }
    }

    @AfterEach
    void down() {
        compose("down", "--volumes", "--timeout", "5");
    }

    private int compose(String... arguments) {
        var command = new ArrayList<>(List.of("docker", "compose", "--project-name", "thidua-test"));
        command.addAll(List.of(arguments));
        return run(ports, command.toArray(String[]::new));
    }

    private static int run(Map<String, String> environment, String... command) {
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

    private static String freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
