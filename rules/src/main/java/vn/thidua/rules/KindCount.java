package vn.thidua.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vn.thidua.events.TableRules.KindRule;
import vn.thidua.events.TableRules.KindRule.Aggregation;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.TableRules.Rounding.Place;
import vn.thidua.rules.Proceedings.Recusal;

/**
 * What the sheets of one kind come to for one unit.
 *
 * @param counted the sheets that the mean is made of
 * @param lowest what a trimmed mean leaves out below
 * @param highest what it leaves out above
 * @param missing scorers whose sheet is expected and not there, in order
 * @param recusals of scorers who are not expected, in the order of the scorers
 * @param withdrawn recused scorers whose sheet is there and does not count
 */
record KindCount(
        KindRule rule,
        List<SheetPoints> counted,
        List<SheetPoints> lowest,
        List<SheetPoints> highest,
        List<String> missing,
        List<Recusal> recusals,
        List<String> withdrawn) {

    static KindCount of(
            Table table,
            KindRule rule,
            Members members,
            String target,
            Map<Sheet.Id, Sheet> newest,
            Proceedings proceedings) {
        var there = new ArrayList<SheetPoints>();
        var missing = new ArrayList<String>();
        var recusals = new ArrayList<Recusal>();
        var withdrawn = new ArrayList<String>();
        for (var scorer : members.scorers(rule.kind(), target)) {
            var sheet = newest.get(new Sheet.Id(rule.kind(), scorer, target));
            var recusal = proceedings.recusal(scorer, target);
            if (recusal.isPresent()) {
                recusals.add(recusal.get());
                if (sheet != null) {
                    withdrawn.add(scorer);
                }
            } else if (sheet == null) {
                missing.add(scorer);
            } else {
                there.add(SheetPoints.of(table, sheet));
            }
        }
        var trim = trim(rule);
        if (trim == 0 || there.size() <= 2 * trim) {
            return new KindCount(rule, there, List.of(), List.of(), missing, recusals, withdrawn);
        }
        var sorted = there.stream().sorted(SheetPoints.LOWEST_FIRST).toList();
        var lowest = sorted.subList(0, trim);
        var highest = sorted.subList(sorted.size() - trim, sorted.size());
        var counted = there.stream()
                .filter(points -> !lowest.contains(points) && !highest.contains(points))
                .toList();
        return new KindCount(rule, counted, lowest, highest, missing, recusals, withdrawn);
    }

    private static int trim(KindRule rule) {
        return switch (aggregation(rule)) {
            case MEAN, SUM -> 0;
            case TRIMMED_MEAN -> rule.trim() == null ? 1 : rule.trim();
        };
    }

    static Aggregation aggregation(KindRule rule) {
        return rule.aggregation() == null ? Aggregation.MEAN : rule.aggregation();
    }

    Kind kind() {
        return rule.kind();
    }

    /** The fewest sheets that a trimmed mean trims. */
    int neededToTrim() {
        return 2 * trim(rule) + 1;
    }

    boolean isTooFewToTrim() {
        return trim(rule) > 0 && !counted.isEmpty() && lowest.isEmpty();
    }

    int there() {
        return counted.size() + lowest.size() + highest.size();
    }

    int expected() {
        return there() + missing.size();
    }

    /** Whether nobody is left who could give such a sheet. */
    boolean isAllRecused() {
        return expected() == 0 && !recusals.isEmpty();
    }

    boolean isSum() {
        return aggregation(rule) == Aggregation.SUM;
    }

    /** The mean, or the sum, of a part of each counted sheet; there is at least one. */
    Fraction aggregate(Function<SheetPoints, Fraction> part) {
        Collection<Fraction> parts = counted.stream().map(part).toList();
        return isSum() ? Fraction.sum(parts) : Fraction.mean(parts);
    }

    Fraction base(Table table) {
        return table.rounded(aggregate(SheetPoints::base), Place.MEAN);
    }

    Fraction bonus(Table table) {
        return table.rounded(aggregate(points -> Fraction.of(points.bonus())), Place.MEAN);
    }

    Fraction penalty(Table table) {
        return table.rounded(aggregate(points -> Fraction.of(points.penalty())), Place.MEAN);
    }
}
