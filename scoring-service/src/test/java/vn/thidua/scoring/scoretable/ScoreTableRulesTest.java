package vn.thidua.scoring.scoretable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.BonusRule;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.ScoreTable.PenaltyRule;
import vn.thidua.scoring.Sample;

class ScoreTableRulesTest {

    private static final CriterionGroup GROUP = group("I", 1000, new Criterion("I.1", "Tiêu chí", 1000));

    @Test
    void aSoundTableIsTaken() {
        assertThat(broken(Sample.TABLE)).isEmpty();
        assertThat(broken(table(1000, 0, 0, 1000, 50, List.of(GROUP)))).isEmpty();
    }

    @Test
    void criteriaAddUpToTheirGroupAndGroupsToTheBase() {
        assertThat(broken(
                        table(1100, 0, 0, 1100, 50, List.of(group("I", 1000, new Criterion("I.1", "Tiêu chí", 900))))))
                .containsExactly("/groups/0/max group-sum", "/baseMax base-sum");
    }

    @Test
    void everyMaximumCanBeReachedInSteps() {
        assertThat(broken(
                        table(1025, 0, 0, 1025, 50, List.of(group("I", 1025, new Criterion("I.1", "Tiêu chí", 1025))))))
                .containsExactly("/groups/0/criteria/0/max not-a-step");
        assertThat(broken(table(1000, 0, 0, 1000, 0, List.of(GROUP)))).containsExactly("/step step-not-positive");
    }

    @Test
    void codesAreThereOnce() {
        var twice = group("I", 1000, new Criterion("I.1", "Một", 500), new Criterion("I.1", "Hai", 500));

        assertThat(broken(table(2000, 0, 0, 2000, 50, List.of(twice, GROUP))))
                .containsExactly(
                        "/groups/1/code code-twice",
                        "/groups/0/criteria/1/code code-twice",
                        "/groups/1/criteria/0/code code-twice");
        assertThat(broken(table(1000, 0, 0, 1000, 50, List.of(group("Nhóm 1", 1000, new Criterion("I.1", " ", 1000))))))
                .containsExactly("/groups/0/code code", "/groups/0/criteria/0/name name-length");
    }

    @Test
    void bonusesAndPenaltiesStayWithinWhatTheyMayDoTogether() {
        var table = new ScoreTable(
                "2019.1",
                1000,
                200,
                100,
                1200,
                50,
                List.of(GROUP),
                List.of(new BonusRule("B", "Thưởng", 250)),
                List.of(new PenaltyRule("P", "Trừ", 50), new PenaltyRule("B", "Trừ", -150)));

        assertThat(broken(table))
                .containsExactly(
                        "/bonusRules/0/max bonus-above-all",
                        "/penaltyRules/0/points penalty-out-of-range",
                        "/penaltyRules/1/code code-twice",
                        "/penaltyRules/1/points penalty-out-of-range");
    }

    @Test
    void theCapIsNotBelowTheBase() {
        assertThat(broken(table(1000, 0, 0, 950, 50, List.of(GROUP)))).containsExactly("/totalCap cap-below-base");
    }

    @Test
    void aTableHasCriteria() {
        assertThat(broken(table(1000, 0, 0, 1000, 50, List.of())))
                .containsExactly("/groups no-criteria", "/baseMax base-sum");
    }

    @Test
    void pointsAreWrittenAsPeopleWriteThem() {
        assertThat(Points.vi(9320)).isEqualTo("93,20");
        assertThat(Points.en(9305)).isEqualTo("93.05");
        assertThat(Points.vi(-50)).isEqualTo("-0,50");
        assertThat(Points.en(Integer.MIN_VALUE)).isEqualTo("-21474836.48");
    }

    private static List<String> broken(ScoreTable table) {
        return ScoreTableRules.refusal(table).stream()
                .flatMap(refusal -> refusal.violations().stream())
                .map(violation -> violation.pointer() + " " + violation.rule())
                .toList();
    }

    private static ScoreTable table(int base, int bonus, int penalty, int cap, int step, List<CriterionGroup> groups) {
        return new ScoreTable("2019.1", base, bonus, penalty, cap, step, groups, List.of(), List.of());
    }

    private static CriterionGroup group(String code, int max, Criterion... criteria) {
        return new CriterionGroup(code, "Nhóm", max, List.of(criteria));
    }
}
