package vn.thidua.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The whole benchmark with few sheets, on the real system in a process of its own. */
class BenchTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    @Timeout(600)
    void aSmallLoadAndOneKillLoseNothing() throws Exception {
        var json = folder.resolve("figures.json");
        var printed = new StringWriter();

        var status = Bench.command(Clock.systemUTC())
                .setOut(new PrintWriter(printed, true))
                .execute(
                        "all",
                        "--sheets",
                        "200",
                        "--events",
                        "1000",
                        "--seed",
                        "5",
                        "--clients",
                        "4",
                        "--clusters",
                        "6",
                        "--json",
                        json.toString());

        assertThat(status).as(printed.toString()).isZero();
        assertThat(printed.toString()).contains("Nothing was lost, nothing counted twice, nothing is wrong.");
        var figures = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(figures.at("/load/sheets").asInt()).isEqualTo(432);
        assertThat(figures.at("/load/http/submissionsPerSecond").asDouble()).isPositive();
        assertThat(figures.at("/load/intake/repeats").asInt()).isPositive();
        assertThat(figures.at("/load/intake/corrections").asInt()).isPositive();
        assertThat(figures.at("/load/peer/recordsPerSecond").asDouble()).isPositive();
        assertThat(figures.at("/batch/sheets").asInt()).isEqualTo(990);
        assertThat(figures.at("/batch/refused").asInt()).isEqualTo(10);
        assertThat(figures.at("/batch/timesFaster").asDouble()).isPositive();
        assertThat(figures.at("/crashes/0/acknowledged").asLong())
                .isGreaterThanOrEqualTo(figures.at("/crashes/0/killedAfter").asLong());
        assertThat(figures.at("/rebuild/units").asInt()).isEqualTo(60);
        assertThat(figures.at("/rebuild/sheets").asInt()).isEqualTo(600);
        assertThat(figures.at("/rebuild/recordsPerSecond").asDouble()).isPositive();
        assertThat(figures.at("/rebuild/peer/recordsPerSecond").asDouble()).isPositive();
        assertThat(figures.at("/crashes/0/found/lost").asLong()).isZero();
    }

    @Test
    void anUnknownMeasurementIsRefusedWithTheUsage() {
        var said = new StringWriter();

        var status = Bench.command(Clock.systemUTC())
                .setErr(new PrintWriter(said, true))
                .execute("speed");

        assertThat(status).isEqualTo(2);
        assertThat(said.toString()).contains("load|batch|rebuild|crash|all").contains("--sheets");
    }
}
