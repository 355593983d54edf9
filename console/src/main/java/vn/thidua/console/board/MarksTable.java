package vn.thidua.console.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.thidua.console.board.UnitMarks.Adjustment;
import vn.thidua.console.board.UnitMarks.PeerSheet;

/**
 * A unit's marks laid out as a table: criteria down in their groups, peers across, then their mean, the maximum and the
 * unit's own mark. Everything in hundredths, {@code null} where nothing was given.
 *
 * @param scorers the peers, in the cluster's order; a column each
 */
record MarksTable(List<Unit> scorers, List<GroupRows> groups, Totals totals, List<Given> given) {

    /** A group with its sums. */
    record GroupRows(String code, String name, Cells sums, List<CriterionRow> criteria) {}

    record CriterionRow(String code, String name, Cells cells) {}

    /** One line of numbers; {@code peers} in the order of the scorers. */
    record Cells(
            List<Cell> peers,
            @Nullable Integer mean,
            @Nullable Integer max,
            @Nullable Integer self) {}

    /** What one peer gave. */
    record Cell(Unit scorer, @Nullable Integer points) {}

    record Totals(Cells base, Cells bonus, Cells penalty, Cells total) {}

    /** A bonus or penalty with who gave it and by which rule. */
    record Given(
            Unit scorer,
            boolean own,
            String rule,
            String name,
            int points,
            @Nullable String note) {}

    static MarksTable of(UnitMarks unit) {
        return new Layout(unit).table();
    }

    private record Layout(UnitMarks unit) {

        MarksTable table() {
            return new MarksTable(unit.scorers(), groups(), totals(), given());
        }

        private List<GroupRows> groups() {
            return unit.scoreTable().groups().stream()
                    .map(group -> {
                        var codes = group.criteria().stream()
                                .map(ScoreTable.Criterion::code)
                                .toList();
                        return new GroupRows(
                                group.code(),
                                group.name(),
                                cells(marks -> sum(marks, codes), group.max()),
                                group.criteria().stream()
                                        .map(criterion -> new CriterionRow(
                                                criterion.code(),
                                                criterion.name(),
                                                cells(marks -> marks.get(criterion.code()), criterion.max())))
                                        .toList());
                    })
                    .toList();
        }

        private Totals totals() {
            var table = unit.scoreTable();
            var row = unit.row();
            var self = unit.self();
            var codes = table.groups().stream()
                    .flatMap(group -> group.criteria().stream())
                    .map(ScoreTable.Criterion::code)
                    .toList();
            return new Totals(
                    new Cells(
                            peers(sheet -> sum(sheet.marks(), codes)),
                            row.base(),
                            table.baseMax(),
                            self == null ? null : sum(self.marks(), codes)),
                    new Cells(
                            peers(sheet -> bonus(sheet.adjustments())),
                            row.bonus(),
                            table.bonusMax(),
                            self == null ? null : bonus(self.adjustments())),
                    new Cells(
                            peers(sheet -> penalty(sheet.adjustments())),
                            row.penalty(),
                            -table.penaltyMax(),
                            self == null ? null : penalty(self.adjustments())),
                    new Cells(peers(PeerSheet::total), row.total(), table.totalCap(), row.self()));
        }

        private List<Given> given() {
            var names = new HashMap<String, String>();
            unit.scoreTable().bonusRules().forEach(rule -> names.put(rule.code(), rule.name()));
            unit.scoreTable().penaltyRules().forEach(rule -> names.put(rule.code(), rule.name()));
            var given = new ArrayList<Given>();
            for (var sheet : unit.peers()) {
                sheet.adjustments().forEach(one -> given.add(given(sheet.scorer(), false, names, one)));
            }
            var self = unit.self();
            if (self != null) {
                self.adjustments().forEach(one -> given.add(given(unit.unit(), true, names, one)));
            }
            return List.copyOf(given);
        }

        private static Given given(Unit scorer, boolean own, Map<String, String> names, Adjustment one) {
            return new Given(
                    scorer, own, one.rule(), names.getOrDefault(one.rule(), one.rule()), one.points(), one.note());
        }

        private Cells cells(Function<Map<String, Integer>, @Nullable Integer> read, int max) {
            var self = unit.self();
            var peers = peers(sheet -> read.apply(sheet.marks()));
            return new Cells(peers, mean(peers), max, self == null ? null : read.apply(self.marks()));
        }

        private List<Cell> peers(Function<PeerSheet, @Nullable Integer> read) {
            return unit.scorers().stream()
                    .map(scorer -> new Cell(
                            scorer,
                            unit.peers().stream()
                                    .filter(sheet -> sheet.scorer().id().equals(scorer.id()))
                                    .findFirst()
                                    .map(read)
                                    .orElse(null)))
                    .toList();
        }
    }

    /** Rounded half up to hundredths, once; marks are never negative. */
    private static @Nullable Integer mean(List<Cell> cells) {
        var given = cells.stream().map(Cell::points).filter(Objects::nonNull).toList();
        if (given.isEmpty()) {
            return null;
        }
        var sum = given.stream().mapToLong(Integer::longValue).sum();
        return Math.toIntExact((2 * sum + given.size()) / (2L * given.size()));
    }

    private static @Nullable Integer sum(Map<String, Integer> marks, List<String> codes) {
        var given = codes.stream().map(marks::get).filter(Objects::nonNull).toList();
        return given.isEmpty()
                ? null
                : given.stream().mapToInt(Integer::intValue).sum();
    }

    private static int bonus(List<Adjustment> adjustments) {
        return adjustments.stream()
                .mapToInt(Adjustment::points)
                .filter(points -> points > 0)
                .sum();
    }

    private static int penalty(List<Adjustment> adjustments) {
        return adjustments.stream()
                .mapToInt(Adjustment::points)
                .filter(points -> points < 0)
                .sum();
    }
}
