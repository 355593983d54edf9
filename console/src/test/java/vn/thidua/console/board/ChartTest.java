package vn.thidua.console.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.thidua.console.board.Chart.Tick;

class ChartTest {

    @Test
    void the_scale_holds_every_total_and_every_self_score_between_round_numbers() {
        var chart = Chart.of(standings(row(9320, 9600), row(8850, 9300)));

        assertThat(chart.ticks()).extracting(Tick::value).containsExactly(8800, 9000, 9200, 9400, 9600, 9800);
        assertThat(chart.ticks().getFirst().x()).isEqualTo("3.00%");
        assertThat(chart.ticks().getLast().x()).isEqualTo("97.00%");
    }

    @Test
    void a_unit_without_a_total_keeps_its_line_without_a_dot() {
        var chart = Chart.of(standings(row(9320, null), row(null, null)));

        assertThat(chart.lines()).hasSize(2);
        assertThat(chart.lines().getFirst().both()).isFalse();
        assertThat(chart.lines().getLast().total()).isNull();
    }

    @Test
    void equal_totals_stand_at_the_same_place() {
        var chart = Chart.of(standings(row(9270, 9270), row(9270, 9270)));

        assertThat(chart.lines().getFirst().total())
                .isEqualTo(chart.lines().getLast().total());
    }

    @Test
    void nothing_scored_is_no_chart() {
        assertThat(Chart.of(standings(row(null, null))).empty()).isTrue();
        assertThat(Chart.of(standings()).empty()).isTrue();
    }

    @Test
    void zero_and_the_largest_totals_fit() {
        var chart = Chart.of(standings(row(0, 0), row(10700, 12000)));

        assertThat(chart.ticks()).hasSizeBetween(2, 6);
        assertThat(chart.ticks().getFirst().value()).isLessThanOrEqualTo(0);
        assertThat(chart.ticks().getLast().value()).isGreaterThanOrEqualTo(12000);
    }

    private static Standings standings(Standings.Row... rows) {
        return new Standings(
                "c:2019", 1, new Cluster("c", "C"), 2019, null, null, Status.OPEN, null, 0, 0, List.of(rows), null);
    }

    private static Standings.Row row(@Nullable Integer total, @Nullable Integer self) {
        return new Standings.Row(
                new Unit("A", "A"), null, false, null, null, null, total, self, 0, 0, null, null, null);
    }
}
