package vn.thidua.ranking.standings;

import java.util.Collection;

/** Means of marks, for showing: what counts is computed by {@link vn.thidua.rules}. */
public final class Points {

    private Points() {}

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
