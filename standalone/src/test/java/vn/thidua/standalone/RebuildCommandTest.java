package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("thidua rebuild, against a running system")
class RebuildCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void one_board_equals_its_recount_and_progress_is_shown() {
        Running.system();

        assertThat(run("hn-mttq-cum-1:2019")).as(err.toString()).isZero();

        assertThat(out.toString())
                .contains(
                        "began", "1 of 1 boards compared", "1 boards: 1 equal, 0 replaced by their recount, 0 differ");
    }

    @Test
    void all_boards_can_be_compared_without_changing_any() {
        assertThat(run("all", "--compare-only")).as(err.toString()).isZero();

        assertThat(out.toString()).containsPattern("(\\d+) boards: \\1 equal, 0 differ, 0 differ and stay");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--against");
        all.add(Running.system().url("/"));
        return new CommandLine(new Rebuild())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
