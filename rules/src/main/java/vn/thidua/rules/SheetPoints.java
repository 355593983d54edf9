package vn.thidua.rules;

import java.util.Comparator;
import vn.thidua.events.TableRules.Rounding.Place;

/**
 * What one sheet comes to.
 *
 * @param exact its criteria together, before anything is rounded
 * @param base the same as it counts
 */
record SheetPoints(Sheet sheet, Fraction exact, Fraction base, int bonus, int penalty) {

    /** Sheets of equal points in every part come in the order of their scorers, which changes no result. */
    static final Comparator<SheetPoints> LOWEST_FIRST = Comparator.comparing(SheetPoints::all)
            .thenComparing(SheetPoints::base)
            .thenComparing(SheetPoints::bonus)
            .thenComparing(points -> points.sheet().scorer());

    static SheetPoints of(Table table, Sheet sheet) {
        var exact = Fraction.NOTHING;
        var rounded = Fraction.NOTHING;
        for (var mark : sheet.marks().entrySet()) {
            var points = worth(table, mark.getKey(), mark.getValue());
            exact = exact.plus(points);
            rounded = rounded.plus(table.rounded(points, Place.CRITERION));
        }
        return new SheetPoints(sheet, exact, table.rounded(rounded, Place.SHEET), sheet.bonus(), sheet.penalty());
    }

    private static Fraction worth(Table table, String criterion, int mark) {
        return Fraction.of(mark).times(table.worth(criterion));
    }

    /** What one criterion of this sheet comes to. */
    Fraction of(Table table, String criterion) {
        return table.rounded(worth(table, criterion, sheet.marks().getOrDefault(criterion, 0)), Place.CRITERION);
    }

    Fraction all() {
        return base.plus(Fraction.of((long) bonus + penalty));
    }

    /** What this sheet alone would give its target. */
    int total(Table table) {
        return table.roundedTotal(table.capped(base, Fraction.of(bonus), Fraction.of(penalty)))
                .hundredths();
    }
}
