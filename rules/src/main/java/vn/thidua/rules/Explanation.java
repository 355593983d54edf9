package vn.thidua.rules;

import java.util.ArrayList;
import java.util.List;
import vn.thidua.events.TableRules.Combining;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.rules.UnitCount.Total;

/**
 * The path from a unit's marks to its total.
 *
 * @param steps in order; their amounts add up to the total exactly, or to 0 for a unit without a total
 */
public record Explanation(List<Step> steps) {

    public Explanation {
        steps = List.copyOf(steps);
    }

    /** What the steps add up to, in hundredths. */
    public int sum() {
        return steps.stream().mapToInt(Step::amount).sum();
    }

    static Explanation of(Table table, UnitCount count) {
        var steps = new ArrayList<Step>();
        for (var kind : count.kinds()) {
            if (kind.rule().weight() > 0) {
                scorers(kind, steps);
            }
        }
        var total = count.total();
        if (total == null) {
            awaited(count, steps);
        } else {
            points(table, count, total, steps);
        }
        return new Explanation(steps);
    }

    private static void scorers(KindCount kind, List<Step> steps) {
        for (var recusal : kind.recusals()) {
            steps.add(new Step.Recused(
                    kind.kind(),
                    recusal.scorer(),
                    recusal.reason(),
                    kind.withdrawn().contains(recusal.scorer())));
        }
        if (kind.isAllRecused()) {
            steps.add(new Step.KindRecused(kind.kind()));
        }
        kind.lowest()
                .forEach(points ->
                        steps.add(new Step.LeftOut(kind.kind(), points.sheet().scorer(), points.all(), false)));
        kind.highest()
                .forEach(points ->
                        steps.add(new Step.LeftOut(kind.kind(), points.sheet().scorer(), points.all(), true)));
        if (kind.isTooFewToTrim()) {
            steps.add(new Step.NotTrimmed(kind.kind(), kind.there(), kind.neededToTrim()));
        }
        for (var points : kind.counted()) {
            if (!points.exact().equals(points.base())) {
                steps.add(new Step.SheetRounded(kind.kind(), points.sheet().scorer(), points.exact(), points.base()));
            }
        }
    }

    private static void awaited(UnitCount count, List<Step> steps) {
        for (var kind : count.kinds()) {
            if (kind.rule().weight() > 0 && kind.counted().isEmpty() && !kind.isAllRecused()) {
                steps.add(new Step.Awaited(kind.kind(), kind.expected()));
            }
        }
    }

    private static void points(Table table, UnitCount count, Total total, List<Step> steps) {
        superseded(table, count, total, steps);
        var sum = 0;
        for (var kind : total.kinds()) {
            var exact = kind.aggregate(SheetPoints::exact);
            var amount = total.share(kind, table).hundredths();
            sum += amount;
            steps.add(new Step.Base(
                    kind.kind(),
                    kind.counted().size(),
                    kind.isSum(),
                    exact,
                    kind.base(table),
                    kind.rule().weight(),
                    total.weights(),
                    amount));
        }
        if (total.bonus().signum() != 0 || total.allBonus().signum() != 0) {
            sum += total.bonus().hundredths();
            steps.add(new Step.Bonus(
                    total.allBonus(),
                    table.bonus(),
                    !total.allBonus().equals(total.bonus()),
                    total.bonus().hundredths()));
        }
        if (total.allPenalty().signum() != 0) {
            sum += total.penalty().hundredths();
            steps.add(new Step.Penalty(
                    total.allPenalty(),
                    !total.allPenalty().equals(total.penalty()),
                    total.penalty().hundredths()));
        }
        var cut = total.capped().minus(total.before()).hundredths();
        if (!total.capped().equals(total.before())) {
            sum += cut;
            steps.add(new Step.Cut(table.bonus(), table.data().totalCap(), cutFrom(table, total), cut));
        }
        if (sum != total.points() || !total.capped().equals(Fraction.of(total.points()))) {
            steps.add(new Step.Rounded(total.capped(), total.points(), total.points() - sum));
        }
    }

    private static Fraction cutFrom(Table table, Total total) {
        return switch (table.bonus()) {
            case INSIDE -> total.before();
            case ON_TOP -> total.base().plus(total.penalty());
        };
    }

    private static void superseded(Table table, UnitCount count, Total total, List<Step> steps) {
        if (table.combining() == Combining.LATEST) {
            Kind latest = total.kinds().getFirst().kind();
            for (var kind : count.kinds()) {
                if (kind.rule().weight() > 0 && !kind.counted().isEmpty() && kind.kind() != latest) {
                    steps.add(new Step.Superseded(kind.kind(), latest));
                }
            }
        }
    }
}
