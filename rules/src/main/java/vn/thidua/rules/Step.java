package vn.thidua.rules;

import vn.thidua.events.TableRules.BonusPlace;
import vn.thidua.events.TableRules.KindRule.Kind;

/**
 * One step on the path from a unit's marks to its total. The amounts of all steps together are the total; a step that
 * only says something has none. {@link Words} says it in Vietnamese and English.
 */
public sealed interface Step {

    /** What the step adds or takes away, in hundredths. */
    int amount();

    /** A step that only says something. */
    sealed interface Note extends Step {

        @Override
        default int amount() {
            return 0;
        }
    }

    /** A recused scorer left both the mean and the expectation. */
    record Recused(Kind kind, String scorer, String reason, boolean hadScored) implements Note {}

    /** Everyone who gives sheets of this kind is recused, so that the kind does not count for this unit. */
    record KindRecused(Kind kind) implements Note {}

    /** A trimmed mean left this sheet out. */
    record LeftOut(Kind kind, String scorer, Fraction points, boolean highest) implements Note {}

    /** There are too few sheets to leave any out. */
    record NotTrimmed(Kind kind, int sheets, int needed) implements Note {}

    /** What a scorer's sheet comes to was rounded before the mean. */
    record SheetRounded(Kind kind, String scorer, Fraction exact, Fraction points) implements Note {}

    /** A later kind of sheet counts instead. */
    record Superseded(Kind kind, Kind by) implements Note {}

    /** Sheets of this kind count, and there are none: the unit has no total yet. */
    record Awaited(Kind kind, int expected) implements Note {}

    /**
     * What the criteria come to, by the sheets of one kind.
     *
     * @param sum whether the sheets are added up rather than averaged
     * @param exact the mean or sum before anything was rounded
     * @param points the same as it counts
     * @param weight of {@code weights}; the same when no other kind counts
     */
    record Base(
            Kind kind, int sheets, boolean sum, Fraction exact, Fraction points, int weight, int weights, int amount)
            implements Step {}

    /**
     * What the bonuses come to.
     *
     * @param given the same before the table's maximum of all bonuses
     * @param limited whether that maximum limits it, as it does where sheets are added up
     */
    record Bonus(Fraction given, BonusPlace place, boolean limited, int amount) implements Step {}

    /** What the penalties come to, zero or below; the same holds for their maximum. */
    record Penalty(Fraction given, boolean limited, int amount) implements Step {}

    /** What lies above the table's cap. */
    record Cut(BonusPlace bonus, int cap, Fraction before, int amount) implements Step {}

    /** What rounding changed that no other step has. */
    record Rounded(Fraction before, int total, int amount) implements Step {}
}
