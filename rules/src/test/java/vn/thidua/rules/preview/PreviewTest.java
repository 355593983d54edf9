package vn.thidua.rules.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.BonusRule;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.ScoreTable.PenaltyRule;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.UnitRef;
import vn.thidua.rules.Members;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.Table;

@DisplayName("Trying another table on past sheets")
class PreviewTest {

    private static final Members MEMBERS = Members.of(List.of(new UnitRef("A", "Quận A"), new UnitRef("B", "Quận B")));

    private static Table table(int bonus, Criterion... criteria) {
        var base = List.of(criteria).stream().mapToInt(Criterion::max).sum();
        return Table.of(new ScoreTable(
                "1",
                base,
                bonus,
                100,
                10000,
                50,
                List.of(new CriterionGroup("I", "Nhóm", base, List.of(criteria))),
                bonus == 0 ? List.of() : List.of(new BonusRule("BON", "Thưởng", bonus)),
                List.of(new PenaltyRule("PEN", "Trừ", -50)),
                null));
    }

    private static final Table NOW = table(300, new Criterion("I.1", "Một", 5000), new Criterion("I.2", "Hai", 4000));

    private static final List<Sheet> SHEETS = List.of(
            new Sheet(
                    Kind.PEER,
                    "B",
                    "A",
                    1,
                    Map.of("I.1", 5000, "I.2", 1000),
                    List.of(new Adjustment("BON", 300, null), new Adjustment("PEN", -100, null))),
            new Sheet(Kind.PEER, "A", "B", 1, Map.of("I.1", 3000, "I.2", 4000), List.of()));

    @Test
    @DisplayName("the same table changes nothing")
    void theSameTable() {
        var preview = Preview.of(NOW, NOW, MEMBERS, SHEETS, Proceedings.NONE);

        assertThat(preview.differences()).isEmpty();
        assertThat(preview.misfits()).isEmpty();
        assertThat(preview.changes())
                .extracting(change -> change.text().vi())
                .containsExactly("Quận B: không thay đổi.", "Quận A: không thay đổi.");
    }

    @Test
    @DisplayName("another maximum cuts marks, says so, and turns the order round")
    void anotherMaximum() {
        var other = table(300, new Criterion("I.1", "Một", 5000), new Criterion("I.2", "Hai", 500));

        var preview = Preview.of(NOW, other, MEMBERS, SHEETS, Proceedings.NONE);

        assertThat(preview.differences())
                .extracting(change -> change.text().en())
                .containsExactly(
                        "Quận B: 70.00 points, rank 1 → 35.00 points, rank 2.",
                        "Quận A: 62.00 points, rank 2 → 57.00 points, rank 1.");
        assertThat(preview.misfits())
                .extracting(misfit -> misfit.text().en())
                .containsExactly(
                        "I.2: 40.00 is above what the other table has, 5.00 count.",
                        "I.2: 10.00 is above what the other table has, 5.00 count.");
    }

    @Test
    @DisplayName("criteria and rules that only one of the tables has are named")
    void otherCriteria() {
        var other = table(0, new Criterion("I.1", "Một", 5000), new Criterion("I.3", "Ba", 4000));

        var preview = Preview.of(NOW, other, MEMBERS, SHEETS, Proceedings.NONE);

        assertThat(preview.after().of("A").total()).isEqualTo(4900);
        assertThat(preview.misfits())
                .filteredOn(misfit -> misfit.sheet().target().equals("A"))
                .extracting(misfit -> misfit.text().vi())
                .containsExactly(
                        "Tiêu chí I.3 chưa có trong phiếu cũ: tính 0 điểm.",
                        "Bảng mới không có tiêu chí I.2: không tính.",
                        "Bảng mới không có mục BON: không tính.");
    }
}
