package vn.thidua.ranking.standings;

import java.util.Collection;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoreTable;

/** Sums and means of a sheet's points. Everything is whole hundredths; a mean is rounded once, where it is made. */
public final class Points {

    private Points() {}

    /** What the criteria of a sheet add up to. */
    public static int marks(ScoreSubmitted sheet) {
        return sheet.marks().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What the bonuses of a sheet add up to. */
    public static int bonus(ScoreSubmitted sheet) {
        return sheet.adjustments().stream()
                .mapToInt(Adjustment::points)
                .filter(points -> points > 0)
                .sum();
    }

    /** What the penalties of a sheet take away: zero or negative. */
    public static int penalty(ScoreSubmitted sheet) {
        return sheet.adjustments().stream()
                .mapToInt(Adjustment::points)
                .filter(points -> points < 0)
                .sum();
    }

    /** What one sheet alone comes to, at most the table's cap. */
    public static int total(ScoreSubmitted sheet, ScoreTable table) {
        return Math.min(marks(sheet) + bonus(sheet) + penalty(sheet), table.totalCap());
    }

    /**
     * The mean in whole hundredths, a half away from zero ({@code HALF_UP}).
     *
     * @param points at least one value
     */
    public static int mean(Collection<Integer> points) {
        long sum = 0;
        for (int value : points) {
            sum += value;
        }
        long count = points.size();
        var magnitude = (2 * Math.abs(sum) + count) / (2 * count);
        return Math.toIntExact(sum < 0 ? -magnitude : magnitude);
    }
}
