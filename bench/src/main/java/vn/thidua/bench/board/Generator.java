package vn.thidua.bench.board;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import vn.thidua.events.Adjustment;
import vn.thidua.events.SheetKind;
import vn.thidua.standalone.access.DemoClients;

/**
 * Makes boards with random marks. The same source of randomness gives the same boards, so a seed replays a run.
 *
 * <p>A cluster keeps its six units for ten years, one board for each. Three sheets in a hundred are corrected once.
 */
public final class Generator {

    /** Sheets of one board: six units score themselves and the five others. */
    public static final int SHEETS_PER_BOARD = 36;

    /** The units of the demo: their systems are known to the system under test. */
    private static final List<String> UNITS = DemoClients.UNITS;

    private static final int FIRST_YEAR = 2010;
    private static final int YEARS = 10;
    private static final double CORRECTED = 0.03;

    private final RandomGenerator random;

    public Generator(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Whole boards with together at least this many sheets.
     *
     * @param name tells these boards and clusters from those of another call: a few small letters
     */
    public List<GeneratedBoard> boards(String name, int sheets) {
        return IntStream.range(0, Math.ceilDiv(sheets, SHEETS_PER_BOARD))
                .mapToObj(number -> board(name, number))
                .toList();
    }

    /** One season: a board for each cluster, whose units are nobody else's, with corrections of one sheet in eleven. */
    public List<GeneratedBoard> season(int clusters, int unitsEach) {
        return IntStream.rangeClosed(1, clusters)
                .mapToObj(cluster -> board(
                        "bench-season-" + cluster,
                        FIRST_YEAR,
                        IntStream.rangeClosed(1, unitsEach)
                                .mapToObj(unit -> "C" + cluster + "-" + unit)
                                .toList(),
                        1.0 / 11))
                .toList();
    }

    private GeneratedBoard board(String name, int number) {
        var clusterNumber = number / YEARS + 1;
        return board("bench-" + name + "-" + clusterNumber, FIRST_YEAR + number % YEARS, UNITS, CORRECTED);
    }

    private GeneratedBoard board(String cluster, int year, List<String> units, double correcting) {
        var sheets = new ArrayList<GeneratedSheet>();
        for (var scorer : units) {
            for (var target : units) {
                var kind = scorer.equals(target) ? SheetKind.SELF : SheetKind.PEER;
                sheets.add(new GeneratedSheet(cluster + ":" + year, kind, scorer, target, contents(correcting)));
            }
        }
        return new GeneratedBoard(cluster, year, units, sheets);
    }

    private List<Content> contents(double correcting) {
        var first = content();
        return random.nextDouble() < correcting ? List.of(first, corrected(first)) : List.of(first);
    }

    private Content content() {
        var marks = BenchTable.TABLE.criteria().stream()
                .map(criterion -> mark(criterion.max()))
                .toList();
        return new Content(marks, adjustments());
    }

    /** Mostly near the maximum, as committees mark; now and then zero, which is an answer too. */
    private int mark(int max) {
        if (random.nextInt(50) == 0) {
            return 0;
        }
        var step = BenchTable.TABLE.step();
        return max - step * random.nextInt(Math.min(5, max / step + 1));
    }

    private List<Adjustment> adjustments() {
        var adjustments = new ArrayList<Adjustment>();
        for (var rule : BenchTable.TABLE.bonusRules()) {
            var points = BenchTable.TABLE.step() * random.nextInt(rule.max() / BenchTable.TABLE.step() + 1);
            if (points > 0) {
                adjustments.add(new Adjustment(rule.code(), points, null));
            }
        }
        for (var rule : BenchTable.TABLE.penaltyRules()) {
            if (random.nextInt(10) == 0) {
                adjustments.add(new Adjustment(rule.code(), rule.points(), null));
            }
        }
        return adjustments;
    }

    /** One mark becomes another one: by a step down, or up from zero. */
    private Content corrected(Content first) {
        var marks = new ArrayList<>(first.marks());
        var slip = random.nextInt(marks.size());
        var step = BenchTable.TABLE.step();
        marks.set(slip, marks.get(slip) == 0 ? step : marks.get(slip) - step);
        return new Content(marks, first.adjustments());
    }
}
