package vn.thidua.rules.preview;

import java.util.Objects;
import vn.thidua.rules.Classification;
import vn.thidua.rules.PointsText;
import vn.thidua.rules.Text;
import vn.thidua.rules.UnitOutcome;

/** What would have been different for one unit. */
public record UnitChange(UnitOutcome before, UnitOutcome after) {

    /** Whether its total, rank, class or award would have been another. */
    public boolean isAny() {
        return !Objects.equals(before.total(), after.total())
                || !Objects.equals(before.rank(), after.rank())
                || !Objects.equals(className(before), className(after))
                || !Objects.equals(awardName(before), awardName(after));
    }

    /** The change in a sentence. */
    public Text text() {
        var name = before.unit().name();
        return isAny()
                ? new Text(
                        name + ": " + vi(before) + " → " + vi(after) + ".",
                        name + ": " + en(before) + " → " + en(after) + ".")
                : new Text(name + ": không thay đổi.", name + ": nothing changes.");
    }

    private static String vi(UnitOutcome unit) {
        var total = unit.total();
        return (total == null ? "chưa có tổng điểm" : PointsText.vi(total) + " điểm, hạng " + unit.rank()) + more(unit);
    }

    private static String en(UnitOutcome unit) {
        var total = unit.total();
        return (total == null ? "no total" : PointsText.en(total) + " points, rank " + unit.rank()) + more(unit);
    }

    private static String more(UnitOutcome unit) {
        var classification = className(unit);
        var award = awardName(unit);
        return (classification.isEmpty() ? "" : ", “" + classification + "”")
                + (award.isEmpty() ? "" : ", “" + award + "”");
    }

    private static String className(UnitOutcome unit) {
        Classification classification = unit.classification();
        return classification == null ? "" : classification.band().name();
    }

    private static String awardName(UnitOutcome unit) {
        var award = unit.award();
        return award == null ? "" : award.name();
    }
}
