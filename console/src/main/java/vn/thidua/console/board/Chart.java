package vn.thidua.console.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The totals as dots on one scale, with the unit's own score as a ring beside: what a table of numbers hides, how close
 * the units are. Positions across are percentages, so that the drawing takes any width without its text shrinking.
 *
 * @param lines one for each unit, in the order of the standings
 * @param ticks of the scale, in hundredths
 */
record Chart(List<Line> lines, List<Tick> ticks) {

    private static final int LEFT = 300;
    private static final int RIGHT = 9700;
    private static final int ROW = 46;
    private static final int TOP = 28;
    private static final int MOST_TICKS = 6;
    private static final int[] STEPS = {100, 200, 500, 1000, 2000, 5000, 10000};

    /** A unit's line; {@code y} in pixels, {@code total} and {@code self} absent until they are known. */
    record Line(
            Unit unit,
            int y,
            @Nullable Point total,
            @Nullable Point self,
            boolean leads) {

        /** Whether there is a distance to draw between the two. */
        public boolean both() {
            return total != null && self != null;
        }
    }

    /** A value in hundredths and where it stands, as a percentage such as {@code 41.50%}. */
    record Point(int value, String x) {}

    /** A mark of the scale. */
    record Tick(int value, String x) {}

    static Chart of(Standings standings) {
        var values = standings.rows().stream()
                .flatMap(row -> Stream.of(Optional.ofNullable(row.total()), Optional.ofNullable(row.self())))
                .flatMap(Optional::stream)
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        if (values.getCount() == 0) {
            return new Chart(List.of(), List.of());
        }
        var scale = Scale.around(values.getMin(), values.getMax());
        var lines = new ArrayList<Line>();
        for (var row : standings.rows()) {
            var leads = row.rank() != null && row.rank() == 1;
            lines.add(new Line(
                    row.unit(), TOP + lines.size() * ROW, scale.point(row.total()), scale.point(row.self()), leads));
        }
        var ticks = IntStream.iterate(scale.low, tick -> tick <= scale.high, tick -> tick + scale.step)
                .mapToObj(tick -> new Tick(tick, scale.x(tick)))
                .toList();
        return new Chart(List.copyOf(lines), ticks);
    }

    public boolean empty() {
        return lines.isEmpty();
    }

    /** In pixels, the scale included. */
    public int height() {
        return TOP + lines.size() * ROW + 12;
    }

    /** Where the scale's line is, in pixels. */
    public int floor() {
        return TOP + (lines.size() - 1) * ROW + 16;
    }

    private record Scale(int low, int high, int step) {

        static Scale around(int least, int most) {
            for (var step : STEPS) {
                var low = Math.floorDiv(least - step / 4, step) * step;
                var high = Math.ceilDiv(most + step / 4, step) * step;
                if ((high - low) / step < MOST_TICKS) {
                    return new Scale(low, high, step);
                }
            }
            return new Scale(least, Math.max(most, least + 1), Math.max(most - least, 1));
        }

        @Nullable
        Point point(@Nullable Integer value) {
            return value == null ? null : new Point(value, x(value));
        }

        String x(int value) {
            var x = LEFT + (long) (value - low) * (RIGHT - LEFT) / (high - low);
            return "%d.%02d%%".formatted(x / 100, x % 100);
        }
    }
}
