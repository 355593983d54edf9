package vn.thidua.standalone.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreTable.Criterion;

@DisplayName("The sample of Cluster I, 2019")
class SampleTest {

    private final Sample sample = Sample.cluster1Of2019();

    /** Computed with a pencil from the sample's table of totals. */
    @Test
    void expects_the_totals_that_its_peer_sheets_add_up_to() {
        assertThat(sample.expectedTotals())
                .isEqualTo(Map.of("HBT", 93_20, "DD", 92_70, "HK", 92_70, "HM", 88_50, "BD", 91_40, "LB", 91_40));
        assertThat(sample.unitIds().stream().map(sample::expectedRank)).containsExactly(1, 2, 2, 6, 4, 4);
    }

    @Test
    void spreads_every_total_over_the_criteria_exactly() {
        var criteria = sample.scoreTable().criteria();
        for (var scorer : sample.unitIds()) {
            for (var target : sample.unitIds()) {
                var sheet = sample.sheet(scorer, target);
                var marks = requireNonNull(sheet.marks());
                assertThat(marks)
                        .containsOnlyKeys(criteria.stream().map(Criterion::code).toList());
                assertThat(marks.values().stream().mapToInt(Integer::intValue).sum())
                        .as("%s for %s", scorer, target)
                        .isEqualTo(sample.base(scorer, target));
                for (var criterion : criteria) {
                    int mark = requireNonNull(marks.get(criterion.code()));
                    assertThat(mark).isBetween(0, criterion.max());
                    assertThat(mark % sample.scoreTable().step()).isZero();
                }
            }
        }
    }

    @Test
    void gives_the_bonuses_and_penalties_of_the_cluster_within_their_rules() {
        assertThat(sample.sheet("HBT", "HM").adjustments())
                .containsExactly(new Adjustment("BON.1", 1_00, null), new Adjustment("PEN.1", -50, null));
        assertThat(sample.sheet("HBT", "BD").adjustments()).containsExactly(new Adjustment("BON.1", 1_50, null));
    }

    @Test
    void says_that_its_marks_are_invented() {
        assertThat(sample.notice()).contains("giả định").contains("invented");
    }
}
