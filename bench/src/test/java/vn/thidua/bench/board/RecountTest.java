package vn.thidua.bench.board;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Adjustment;
import vn.thidua.events.SheetKind;

/** The recount is right where the result is known beforehand: Cluster I, 2019 (its marks are invented). */
class RecountTest {

    private static final List<String> UNITS = List.of("HBT", "DD", "HK", "HM", "BD", "LB");

    /** By scorer, in the order of the units; a unit does not score itself. */
    private static final Map<String, List<Integer>> PEER_TOTALS = Map.of(
            "HBT", List.of(0, 9050, 9100, 8850, 9000, 8900),
            "DD", List.of(9150, 0, 9050, 8800, 9000, 8950),
            "HK", List.of(9100, 9000, 0, 8850, 8950, 8950),
            "HM", List.of(9200, 9100, 9150, 0, 9050, 9050),
            "BD", List.of(9100, 9000, 9050, 8750, 0, 8850),
            "LB", List.of(9050, 8950, 9000, 8750, 8950, 0));

    private static final List<Integer> BONUSES = List.of(200, 250, 200, 100, 150, 200);
    private static final List<Integer> PENALTIES = List.of(0, 0, 0, -50, 0, 0);

    @Test
    void theSampleOf2019HasItsKnownTotalsAndRanks() {
        var recount = Recount.of(sample());

        var shown = new LinkedHashMap<String, String>();
        UNITS.forEach(unit -> shown.put(
                unit, place(recount, unit).rank() + ". " + place(recount, unit).total()));
        assertThat(shown)
                .containsEntry("HBT", "1. 93.20")
                .containsEntry("DD", "2. 92.70")
                .containsEntry("HK", "2. 92.70")
                .containsEntry("BD", "4. 91.40")
                .containsEntry("LB", "4. 91.40")
                .containsEntry("HM", "6. 88.50");
        assertThat(place(recount, "DD").tied()).isTrue();
        assertThat(place(recount, "HBT").tied()).isFalse();
    }

    @Test
    void aTotalIsNeverAboveTheCap() {
        var recount = Recount.of(board((scorer, target) -> content(9500, 500, 0)));

        assertThat(recount.values()).allSatisfy(place -> {
            assertThat(place.total()).isEqualByComparingTo("100");
            assertThat(place.rank()).isEqualTo(1);
        });
    }

    @Test
    void theLastRevisionOfASheetCounts() {
        var sheets =
                new ArrayList<>(board((scorer, target) -> content(9000, 0, 0)).sheets());
        sheets.replaceAll(sheet -> sheet.scorer().equals("LB") && sheet.target().equals("HBT")
                ? new GeneratedSheet(
                        sheet.board(),
                        sheet.kind(),
                        sheet.scorer(),
                        sheet.target(),
                        List.of(content(9000, 0, 0), content(9050, 0, 0)))
                : sheet);

        var recount = Recount.of(new GeneratedBoard("hn-mttq-cum-1", 2019, UNITS, sheets));

        assertThat(place(recount, "HBT").total()).isEqualByComparingTo("90.10");
    }

    private static Recount.Place place(Map<String, Recount.Place> recount, String unit) {
        return requireNonNull(recount.get(unit));
    }

    private static GeneratedBoard sample() {
        return board((scorer, target) -> {
            var index = UNITS.indexOf(target);
            var total = scorer.equals(target)
                    ? 9400
                    : PEER_TOTALS.getOrDefault(scorer, List.of()).get(index);
            return content(total, BONUSES.get(index), PENALTIES.get(index));
        });
    }

    private static GeneratedBoard board(Marks marks) {
        var sheets = new ArrayList<GeneratedSheet>();
        for (var scorer : UNITS) {
            for (var target : UNITS) {
                sheets.add(new GeneratedSheet(
                        "hn-mttq-cum-1:2019",
                        scorer.equals(target) ? SheetKind.SELF : SheetKind.PEER,
                        scorer,
                        target,
                        List.of(marks.of(scorer, target))));
            }
        }
        return new GeneratedBoard("hn-mttq-cum-1", 2019, UNITS, sheets);
    }

    /** Spreads a total over the criteria: the first ones get their maximum. */
    private static Content content(int total, int bonus, int penalty) {
        var marks = new ArrayList<Integer>();
        var left = total;
        for (var criterion : BenchTable.TABLE.criteria()) {
            var mark = Math.min(left, criterion.max());
            marks.add(mark);
            left -= mark;
        }
        assertThat(left).isZero();
        var adjustments = new ArrayList<Adjustment>();
        if (bonus > 0) {
            adjustments.add(new Adjustment("BON.1", bonus, null));
        }
        if (penalty < 0) {
            adjustments.add(new Adjustment("PEN.1", penalty, null));
        }
        return new Content(marks, adjustments);
    }

    private interface Marks {
        Content of(String scorer, String target);
    }
}
