package vn.thidua.proof;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import vn.thidua.proof.entry.Opened;
import vn.thidua.proof.entry.Sheet;
import vn.thidua.proof.json.Json;
import vn.thidua.proof.json.ObjectBuilder;

/** Standings counted as one would by hand, in decimal points, and written as they are published. */
final class HandCount {

    private HandCount() {}

    static byte[] published(String board, Collection<Sheet> sheets) {
        return new ObjectBuilder()
                .with(
                        "standings",
                        new ObjectBuilder()
                                .with("board", board)
                                .with("status", "FINAL")
                                .with("rows", rows(sheets), Function.identity())
                                .build())
                .build()
                .canonical();
    }

    private static List<Json> rows(Collection<Sheet> sheets) {
        var counts = new ArrayList<Count>();
        for (var unit : Season2019.MEMBERS) {
            counts.add(Count.of(unit, sheets));
        }
        // The sort is stable: equal totals stay in the members' order.
        return counts.stream()
                .sorted(Comparator.comparing(Count::total, Comparator.nullsLast(Comparator.reverseOrder())))
                .map(count -> count.json(counts))
                .toList();
    }

    private record Count(
            Opened.Named unit,
            @Nullable BigDecimal base,
            @Nullable BigDecimal bonus,
            @Nullable BigDecimal penalty,
            @Nullable BigDecimal total,
            @Nullable BigDecimal self,
            int peers) {

        static Count of(Opened.Named unit, Collection<Sheet> sheets) {
            var peers = sheets.stream()
                    .filter(sheet ->
                            sheet.kind() == Sheet.Kind.PEER && sheet.target().equals(unit.id()))
                    .toList();
            var self = sheets.stream()
                    .filter(sheet ->
                            sheet.kind() == Sheet.Kind.SELF && sheet.target().equals(unit.id()))
                    .map(sheet -> capped(marks(sheet)
                            .add(adjusted(sheet, points -> points > 0))
                            .add(adjusted(sheet, points -> points < 0))))
                    .findFirst()
                    .orElse(null);
            if (peers.isEmpty()) {
                return new Count(unit, null, null, null, null, self, 0);
            }
            var base = mean(peers, Count::marks);
            var bonus = mean(peers, sheet -> adjusted(sheet, points -> points > 0));
            var penalty = mean(peers, sheet -> adjusted(sheet, points -> points < 0));
            return new Count(unit, base, bonus, penalty, capped(base.add(bonus).add(penalty)), self, peers.size());
        }

        private static BigDecimal mean(List<Sheet> sheets, Function<Sheet, BigDecimal> part) {
            return sheets.stream()
                    .map(part)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(sheets.size()), 2, RoundingMode.HALF_UP);
        }

        private static BigDecimal marks(Sheet sheet) {
            return sheet.marks().values().stream()
                    .map(points -> BigDecimal.valueOf(points, 2))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static BigDecimal adjusted(Sheet sheet, IntPredicate which) {
            return sheet.adjustments().stream()
                    .filter(adjustment -> which.test(adjustment.points()))
                    .map(adjustment -> BigDecimal.valueOf(adjustment.points(), 2))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static BigDecimal capped(BigDecimal points) {
            return points.min(BigDecimal.valueOf(Season2019.TABLE.totalCap(), 2));
        }

        Json json(List<Count> all) {
            var row = new ObjectBuilder()
                    .with(
                            "unit",
                            new ObjectBuilder()
                                    .with("id", unit.id())
                                    .with("name", unit.name())
                                    .build())
                    .with("peersCounted", peers)
                    .with("peersExpected", Season2019.MEMBERS.size() - 1)
                    .with("tied", new Json.Bool(false));
            put(row, "self", self);
            put(row, "base", base);
            put(row, "bonus", bonus);
            put(row, "penalty", penalty);
            put(row, "total", total);
            if (total != null) {
                row.with(
                        "rank",
                        1
                                + all.stream()
                                        .filter(other -> other.total != null && other.total.compareTo(total) > 0)
                                        .count());
                row.with(
                        "tied",
                        new Json.Bool(all.stream()
                                        .filter(other -> other.total != null && other.total.compareTo(total) == 0)
                                        .count()
                                > 1));
            }
            return row.build();
        }

        private static void put(ObjectBuilder row, String name, @Nullable BigDecimal points) {
            if (points != null) {
                row.with(name, points.movePointRight(2).intValueExact());
            }
        }
    }
}
