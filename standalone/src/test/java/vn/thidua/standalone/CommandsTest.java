package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The launcher's commands")
class CommandsTest {

    @TempDir
    private Path folder;

    @Test
    void demo_with_json_prints_a_summary_for_programs_and_ends_well() throws Exception {
        var demo = run("demo", "--json", "--port", "0", "--kafka-port", "0", "--store-port", "0");
        assertThat(demo.status).as(demo.err).isZero();
        var summary = JsonMapper.shared().readTree(demo.out);
        assertThat(summary.get("asExpected").booleanValue()).isTrue();
        assertThat(summary.at("/standings/rows/0/total").intValue()).isEqualTo(9320);
        assertThat(summary.get("inboxes").size()).isEqualTo(7);
    }

    @Test
    void demo_prints_the_standings_as_a_table_and_what_each_received() throws Exception {
        var demo = run("demo", "--exit", "--port", "0", "--kafka-port", "0", "--store-port", "0");
        assertThat(demo.status).as(demo.err).isZero();
        assertThat(demo.out)
                .contains("✓ broker", "✓ store", "✓ scoring", "✓ ranking", "✓ notification", "✓ console")
                .containsPattern("1 +Quận Hai Bà Trưng .*93,20")
                .containsPattern("2= +Quận Đống Đa .*92,70")
                .containsPattern("6 +Quận Hoàng Mai .*88,50")
                .contains("CITY", "/boards/hn-mttq-cum-1:2019", "peak resident memory");
    }

    @Test
    void an_unknown_option_is_explained() throws Exception {
        var up = run("up", "--prot", "80");
        assertThat(up.status).isEqualTo(2);
        assertThat(up.err).contains("--prot", "--port");
    }

    private Ran run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx448m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Thidua.class.getName()));
        command.addAll(List.of(arguments));
        File out = folder.resolve("out").toFile();
        File err = folder.resolve("err").toFile();
        var builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
        builder.environment().remove("THIDUA_KAFKA");
        builder.environment().remove("THIDUA_MONGODB");
        var process = builder.start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ran(process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    }

    private record Ran(int status, String out, String err) {}
}
