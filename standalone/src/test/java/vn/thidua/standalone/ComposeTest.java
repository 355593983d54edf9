package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.standalone.demo.KafkaDoor;
import vn.thidua.standalone.demo.Season;
import vn.thidua.standalone.load.LightLoad;

/** With {@code -Dthidua.compose=full} on the full set-up, which takes longer. */
@DisplayName("docker-compose.yml")
@EnabledIf(
        value = "vn.thidua.standalone.Compose#canRun",
        disabledReason = "no Docker engine with Compose answers, or the services are not packaged")
@Timeout(value = 45, unit = TimeUnit.MINUTES)
class ComposeTest {

    private static final boolean FULL = "full".equals(System.getProperty("thidua.compose"));

    private final Map<String, String> ports = Map.of(
            "THIDUA_PORT", Compose.freePort(),
            "THIDUA_KAFKA_PORT", Compose.freePort(),
            "THIDUA_KAFKA_PORT_2", Compose.freePort(),
            "THIDUA_KAFKA_PORT_3", Compose.freePort());
    private final Compose compose = new Compose("thidua-test", ports);

    @Test
    void is_healthy_from_nothing_plays_the_year_2019_and_loses_nothing_when_each_container_is_killed()
            throws Exception {
        assertThat(compose.run(fromTheReadme())).isZero();
        var origin = URI.create("http://localhost:" + ports.get("THIDUA_PORT"));
        var kafka = new KafkaDoor("localhost:" + ports.get("THIDUA_KAFKA_PORT"), true);
        try (var season = new Season(origin, kafka, Clock.systemUTC(), System.out::println)) {
            MainJobTest.assertEndsAsExpected(season.play());
        }
        var load = LightLoad.start(origin, "2019-KILL");
        for (var container : containers()) {
            load.awaitAcknowledged(load.acknowledged() + 10);
            var before = System.nanoTime();
            assertThat(compose.killAndStart(container)).as(container).isTrue();
            load.awaitAcknowledged(load.acknowledged() + 10);
            System.out.printf(
                    "%s killed and started: 10 more were acknowledged %.1f s later%n",
                    container, (System.nanoTime() - before) / 1e9);
        }
        assertThat(load.stopAndCompare()).isEmpty();
        System.out.printf("%d acknowledged, %d sent again%n", load.acknowledged(), load.sentAgain());
        assertThat(load.sentAgain()).as("faults that a client saw").isPositive();
        // What was told of 2019 was told once, and still is.
        try (var season = new Season(origin, kafka, Clock.systemUTC(), System.out::println)) {
            MainJobTest.assertEndsAsExpected(season.play());
        }
    }

    private static List<String> containers() {
        return (FULL
                        ? Stream.of(
                                "scoring-service-1",
                                "scoring-service-2",
                                "ranking-service-1",
                                "ranking-service-2",
                                "notification-service-1",
                                "notification-service-2",
                                "kafka-1",
                                "kafka-2-1",
                                "kafka-3-1",
                                "mongo-1",
                                "mongo-2-1",
                                "mongo-3-1",
                                "console-1")
                        : Stream.of(
                                "scoring-service-1",
                                "ranking-service-1",
                                "notification-service-1",
                                "kafka-1",
                                "mongo-1",
                                "console-1"))
                .toList();
    }

    /** What the README says to run, word for word. */
    private static String[] fromTheReadme() throws IOException {
        var commands = Files.readAllLines(Path.of("../README.md")).stream()
                .map(String::strip)
                .dropWhile(line -> !line.equals("## On real servers"))
                .filter(line -> line.startsWith("./thidua") || line.startsWith("docker"))
                .limit(4)
                .toList();
        assertThat(commands)
                .containsExactly(
                        "./thidua build",
                        "docker compose up --build --wait",
                        "./thidua demo --against http://localhost:8080",
                        "docker compose --env-file deploy/full.env up --build --wait");
        return commands.get(FULL ? 3 : 1).substring("docker compose ".length()).split(" ");
    }

    @AfterEach
    void down() {
        compose.down();
    }
}
