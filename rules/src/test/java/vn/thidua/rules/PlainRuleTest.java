package vn.thidua.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.TableRules;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.UnitRef;

/** What standings have always been, said once more in decimals; a table without rules of its own must give just that. */
@DisplayName("A table that leaves it at the plain rule gives")
class PlainRuleTest {

    private static final int CASES = Integer.getInteger("cases", 600);

    @Test
    @DisplayName("the rows that standings have always had, and nothing more in them")
    void theRowsOfAlways() {
        var first = Long.getLong("seed", System.nanoTime());
        for (var i = 0; i < CASES; i++) {
            var seed = first + i;
            var random = RandomCase.plain(seed);
            var table = Table.of(random.table);
            var outcome = Outcome.compute(table, random.members, random.delivered(), Proceedings.NONE);
            var standings = new StandingsRows(table, random.members);

            assertThat(standings.rows(outcome))
                    .as("run again with -Dseed=%s", seed)
                    .isEqualTo(rows(random));
            assertThat(standings.ties(outcome)).isNull();
        }
    }

    @Test
    @DisplayName("the same as one that spells the plain rule out")
    void theSameAsSpelledOut() {
        for (var seed = 0; seed < 200; seed++) {
            var random = RandomCase.plain(seed);
            var plain = random.table;
            var spelled = new ScoreTable(
                    plain.version(),
                    plain.baseMax(),
                    plain.bonusMax(),
                    plain.penaltyMax(),
                    plain.totalCap(),
                    plain.step(),
                    plain.groups(),
                    plain.bonusRules(),
                    plain.penaltyRules(),
                    new TableRules(
                            new TableRules.Rounding(
                                    TableRules.Rounding.Mode.HALF_UP, 2, List.of(TableRules.Rounding.Place.MEAN)),
                            TableRules.BonusPlace.INSIDE,
                            TableRules.CapOn.TOTAL,
                            List.of(new TableRules.KindRule(Kind.PEER, 7, TableRules.KindRule.Aggregation.MEAN, null)),
                            TableRules.Combining.WEIGHTED,
                            List.of(),
                            List.of(),
                            List.of(),
                            null,
                            List.of(),
                            List.of(),
                            List.of()));
            var log = random.delivered();

            assertThat(Outcome.compute(Table.of(spelled), random.members, log, Proceedings.NONE)
                            .units())
                    .extracting(UnitOutcome::unit, UnitOutcome::rank, UnitOutcome::total, UnitOutcome::base)
                    .isEqualTo(Outcome.compute(Table.of(plain), random.members, log, Proceedings.NONE).units().stream()
                            .map(unit -> tuple(unit.unit(), unit.rank(), unit.total(), unit.base()))
                            .toList());
        }
    }

    private static List<Row> rows(RandomCase random) {
        Map<String, Sheet> last = new HashMap<>();
        for (var sheet : random.log) {
            last.merge(
                    sheet.kind() + "/" + sheet.scorer() + "/" + sheet.target(),
                    sheet,
                    (one, other) -> one.revision() > other.revision() ? one : other);
        }
        var units = random.members.units();
        var rows = units.stream().map(unit -> row(unit, units, last, random)).toList();
        return Stream.concat(
                        rows.stream()
                                .filter(row -> row.total() != null)
                                .sorted((a, b) -> Integer.compare(total(b), total(a)))
                                .map(row -> ranked(row, rows)),
                        rows.stream().filter(row -> row.total() == null))
                .toList();
    }

    private static Row row(UnitRef unit, List<UnitRef> units, Map<String, Sheet> last, RandomCase random) {
        var peers = last.values().stream()
                .filter(sheet -> sheet.kind() == Kind.PEER && sheet.target().equals(unit.id()))
                .filter(sheet -> units.stream().anyMatch(member -> member.id().equals(sheet.scorer())))
                .toList();
        var own = last.get(Kind.SELF + "/" + unit.id() + "/" + unit.id());
        var cap = random.table.totalCap();
        var self = own == null ? null : Math.min(cap, marks(own) + given(own, 1) + given(own, -1));
        if (peers.isEmpty()) {
            return new Row(unit, null, false, null, null, null, null, self, 0, units.size() - 1);
        }
        var base = mean(peers, PlainRuleTest::marks);
        var bonus = mean(peers, sheet -> given(sheet, 1));
        var penalty = mean(peers, sheet -> given(sheet, -1));
        var total = Math.min(cap, base + bonus + penalty);
        return new Row(unit, null, false, base, bonus, penalty, total, self, peers.size(), units.size() - 1);
    }

    private static int total(Row row) {
        return Objects.requireNonNull(row.total());
    }

    private static Row ranked(Row row, List<Row> rows) {
        var better = 0;
        var equal = 0;
        for (var other : rows) {
            @Nullable Integer total = other.total();
            if (total != null) {
                better += total > total(row) ? 1 : 0;
                equal += total == total(row) ? 1 : 0;
            }
        }
        return new Row(
                row.unit(),
                better + 1,
                equal > 1,
                row.base(),
                row.bonus(),
                row.penalty(),
                row.total(),
                row.self(),
                row.peersCounted(),
                row.peersExpected());
    }

    private static int mean(List<Sheet> sheets, ToIntFunction<Sheet> part) {
        var sum = BigDecimal.ZERO;
        for (var sheet : sheets) {
            sum = sum.add(BigDecimal.valueOf(part.applyAsInt(sheet)));
        }
        return sum.divide(BigDecimal.valueOf(sheets.size()), 0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    private static int marks(Sheet sheet) {
        return sheet.marks().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int given(Sheet sheet, int sign) {
        return sheet.adjustments().stream()
                .mapToInt(adjustment -> adjustment.points())
                .filter(points -> Integer.signum(points) == sign)
                .sum();
    }
}
