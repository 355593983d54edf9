package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.thidua.standalone.demo.Season;

/** What the issue of an emulation year must be, whatever broker and store it runs on. */
@DisplayName("The year 2019, played over HTTP and Kafka")
class MainJobTest {

    @Test
    void ends_with_the_standings_of_the_sample_and_everyone_told_once() {
        assertEndsAsExpected(Running.system().season());
    }

    @Test
    void may_be_played_again_and_changes_nothing() {
        var again = Running.play(Running.system().standalone());
        assertEndsAsExpected(again);
        assertThat(again.standings()).isEqualTo(Running.system().season().standings());
        assertThat(again.inboxes()).isEqualTo(Running.system().season().inboxes());
    }

    static void assertEndsAsExpected(Season.Outcome outcome) {
        assertThat(outcome.failures()).isEmpty();
        assertThat(rows(outcome))
                .containsExactly("1 HBT 9320", "2 DD 9270", "2 HK 9270", "4 BD 9140", "4 LB 9140", "6 HM 8850");
        assertThat(outcome.standings().get("status").stringValue()).isEqualTo("FINAL");
        assertThat(outcome.standings().get("notice").stringValue()).contains("SAMPLE DATA");
        assertThat(titles(outcome, "HBT"))
                .hasSize(2)
                .anySatisfy(title -> assertThat(title).contains("thứ 1", "93,20"))
                .anySatisfy(title -> assertThat(title).contains("2020", "Đống Đa", "Hoàn Kiếm"));
        assertThat(titles(outcome, "CITY"))
                .hasSize(2)
                .anySatisfy(title -> assertThat(title).contains("Hai Bà Trưng", "93,20"))
                .anySatisfy(title -> assertThat(title).contains("2020", "Đống Đa", "Hoàn Kiếm"));
    }

    private static List<String> rows(Season.Outcome outcome) {
        return StreamSupport.stream(outcome.standings().get("rows").spliterator(), false)
                .map(row -> row.get("rank") + " " + row.at("/unit/id").asString() + " " + row.get("total"))
                .toList();
    }

    private static List<String> titles(Season.Outcome outcome, String recipient) {
        return outcome.inboxes().getOrDefault(recipient, List.<JsonNode>of()).stream()
                .map(item -> item.get("title").stringValue())
                .toList();
    }
}
