package vn.thidua.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.TableRules.Rounding.Place;
import vn.thidua.events.UnitRef;

/**
 * What the sheets for one unit come to, before it is compared with others. It depends on nothing but the sheets for this
 * unit, so that it need not be made again when others' sheets change.
 */
public final class UnitCount {

    private final Table table;
    private final UnitRef unit;
    private final List<KindCount> kinds;
    private final @Nullable SheetPoints self;
    private final @Nullable Total total;

    private UnitCount(
            Table table, UnitRef unit, List<KindCount> kinds, @Nullable SheetPoints self, @Nullable Total total) {
        this.table = table;
        this.unit = unit;
        this.kinds = kinds;
        this.self = self;
        this.total = total;
    }

    /**
     * Counts a unit.
     *
     * @param newest at least the sheets for this unit, as {@link Sheet#newest} gives them
     */
    public static UnitCount of(
            Table table, Members members, UnitRef unit, Map<Sheet.Id, Sheet> newest, Proceedings proceedings) {
        var kinds = table.kinds().stream()
                .map(rule -> KindCount.of(table, rule, members, unit.id(), newest, proceedings))
                .toList();
        var self = Optional.ofNullable(newest.get(new Sheet.Id(Kind.SELF, unit.id(), unit.id())))
                .map(sheet -> SheetPoints.of(table, sheet))
                .orElse(null);
        return new UnitCount(table, unit, kinds, self, Total.of(table, kinds));
    }

    UnitRef unit() {
        return unit;
    }

    String id() {
        return unit.id();
    }

    /** All kinds that the table names, also those that are only shown. */
    List<KindCount> kinds() {
        return kinds;
    }

    /** The own sheet, whether it counts or not. */
    @Nullable
    Integer self() {
        return self == null ? null : self.total(table);
    }

    @Nullable
    Total total() {
        return total;
    }

    /** The total of a unit that is known to have one. */
    Total totalled() {
        if (total == null) {
            throw new IllegalStateException(unit.id() + " has no total");
        }
        return total;
    }

    /** What one criterion comes to, by the kinds that make the total. */
    Fraction criterion(String code) {
        return totalled().combined(kind -> kind.aggregate(points -> points.of(table, code)));
    }

    Fraction group(String code) {
        return Fraction.sum(table.criteriaOf(code).stream().map(this::criterion).toList());
    }

    /** The criteria at zero on every sheet that made the total, in the table's order. */
    List<String> criteriaAtZero() {
        return table.data().criteria().stream()
                .map(criterion -> criterion.code())
                .filter(code -> totalled().kinds().stream()
                        .flatMap(kind -> kind.counted().stream())
                        .allMatch(points -> points.sheet().marks().getOrDefault(code, 0) == 0))
                .toList();
    }

    /**
     * A total and what it is made of.
     *
     * @param kinds the kinds that made it, at least one, each with at least one sheet
     * @param allBonus the bonuses before the table's maximum, which limits a sum
     * @param before base, bonus and penalty together, before cap and rounding
     * @param points whole hundredths
     */
    record Total(
            List<KindCount> kinds,
            Fraction base,
            Fraction allBonus,
            Fraction bonus,
            Fraction allPenalty,
            Fraction penalty,
            Fraction before,
            Fraction capped,
            int points) {

        static @Nullable Total of(Table table, List<KindCount> all) {
            var kinds = counting(table, all);
            if (kinds.isEmpty()) {
                return null;
            }
            var base = mean(table, kinds, kind -> kind.base(table));
            var allBonus = mean(table, kinds, kind -> kind.bonus(table));
            var allPenalty = mean(table, kinds, kind -> kind.penalty(table));
            var isSum = kinds.stream().anyMatch(KindCount::isSum);
            var bonus = isSum ? allBonus.atMost(Fraction.of(table.data().bonusMax())) : allBonus;
            var most = Fraction.of(-table.data().penaltyMax());
            var penalty = isSum && allPenalty.compareTo(most) < 0 ? most : allPenalty;
            var before = base.plus(bonus).plus(penalty);
            var capped = table.capped(base, bonus, penalty);
            return new Total(
                    kinds,
                    base,
                    allBonus,
                    bonus,
                    allPenalty,
                    penalty,
                    before,
                    capped,
                    table.roundedTotal(capped).hundredths());
        }

        /** The kinds that make the total; none while one that must is still awaited. */
        private static List<KindCount> counting(Table table, List<KindCount> all) {
            var weighty = all.stream()
                    .filter(kind -> kind.rule().weight() > 0 && !kind.isAllRecused())
                    .toList();
            return switch (table.combining()) {
                case LATEST -> {
                    var there = weighty.stream()
                            .filter(kind -> !kind.counted().isEmpty())
                            .toList();
                    yield there.isEmpty() ? there : List.of(there.getLast());
                }
                case WEIGHTED ->
                    weighty.stream().anyMatch(kind -> kind.counted().isEmpty()) ? List.of() : weighty;
            };
        }

        private static Fraction mean(Table table, List<KindCount> kinds, Function<KindCount, Fraction> part) {
            return table.rounded(combined(kinds, part), Place.MEAN);
        }

        private static Fraction combined(List<KindCount> kinds, Function<KindCount, Fraction> part) {
            if (kinds.size() == 1) {
                return part.apply(kinds.getFirst());
            }
            var sum = Fraction.sum(kinds.stream()
                    .map(kind -> part.apply(kind).times(Fraction.of(kind.rule().weight())))
                    .toList());
            return sum.times(Fraction.of(1, weights(kinds)));
        }

        Fraction combined(Function<KindCount, Fraction> part) {
            return combined(kinds, part);
        }

        int weights() {
            return weights(kinds);
        }

        private static int weights(List<KindCount> kinds) {
            return kinds.stream().mapToInt(kind -> kind.rule().weight()).sum();
        }

        /** What a kind adds to the base. */
        Fraction share(KindCount kind, Table table) {
            return kind.base(table).times(Fraction.of(kind.rule().weight(), weights()));
        }
    }
}
