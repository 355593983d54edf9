package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.standalone.demo.TiedReport;
import vn.thidua.standalone.demo.TiedSeason;

@DisplayName("A season whose awards are tied, played over HTTP")
class TiedAwardsTest {

    @Test
    void is_not_final_before_every_tie_is_broken_and_then_says_how_each_was() {
        var steps = new ArrayList<String>();
        var origin = Running.system().standalone().origin();
        var outcome = new TiedSeason(origin, Clock.systemUTC(), steps::add).play();

        assertThat(outcome.failures()).isEmpty();
        assertThat(steps)
                .anyMatch(step -> step.startsWith("Not final: Quận Ba Đình, Quận Long Biên"))
                .anyMatch(step -> step.startsWith("HEAD: ballots, round FIRST") && step.contains("breaks nothing"))
                .last()
                .isEqualTo("Results finalised");
        var page = new StringWriter();
        new TiedReport(outcome, origin.toString()).printTo(new PrintWriter(page));
        assertThat(page.toString())
                .containsPattern("1= +Quận Hoàn Kiếm +96,00 +Cờ thi đua")
                .containsPattern("4= +Quận Ba Đình +92,30 +Bằng khen")
                .containsPattern("4= +Quận Long Biên +92,30 +–")
                .contains("Cụm trưởng, Cụm phó quyết định: Quận Hoàn Kiếm > Quận Đống Đa", "giả định");

        // The command plays it again, which changes nothing.
        var out = new StringWriter();
        var status = new CommandLine(new Demo())
                .setOut(new PrintWriter(out))
                .execute("--tie", "--json", "--against", origin.toString());
        assertThat(status).isZero();
        assertThat(JsonMapper.shared().readTree(out.toString()).get("standings"))
                .isEqualTo(outcome.standings());
    }
}
