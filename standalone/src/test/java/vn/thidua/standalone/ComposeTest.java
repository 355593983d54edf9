package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.standalone.demo.KafkaDoor;
import vn.thidua.standalone.demo.Season;

@DisplayName("docker-compose.yml")
@EnabledIf(
        value = "vn.thidua.standalone.Compose#canRun",
        disabledReason = "no Docker engine with Compose answers, or the services are not packaged")
class ComposeTest {

    private final Map<String, String> ports =
            Map.of("THIDUA_PORT", Compose.freePort(), "THIDUA_KAFKA_PORT", Compose.freePort());
    private final Compose compose = new Compose("thidua-test", ports);

    @Test
    void is_healthy_from_nothing_and_the_year_2019_can_be_played_against_it() {
        assertThat(compose.run("up", "--build", "--wait", "--wait-timeout", "300"))
                .isZero();
        var origin = URI.create("http://localhost:" + ports.get("THIDUA_PORT"));
        var kafka = new KafkaDoor("localhost:" + ports.get("THIDUA_KAFKA_PORT"), true);
        try (var season = new Season(origin, kafka, Clock.systemUTC(), System.out::println)) {
            MainJobTest.assertEndsAsExpected(season.play());
        }
    }

    @AfterEach
    void down() {
        compose.down();
    }
}
