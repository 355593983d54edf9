package vn.thidua.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.TableRules.Award;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.UnitRef;

/**
 * What came of one unit, and why. Points in hundredths; {@code null} for a unit without a total.
 *
 * @param rank competition rank by total, 1-2-2-4; a tie that was broken for an award keeps one rank
 * @param tied whether another unit has the same rank
 * @param base what the criteria come to, to the nearest hundredth
 * @param total the steps of the explanation together
 * @param self the unit's own sheet alone; {@code null} without one
 * @param kinds how far the sheets of each kind have come
 * @param classification {@code null} when the table has no classes, or there is nothing to classify
 * @param award {@code null} when the unit gets none, or it is not decided
 * @param contested the awards that it may get once a tie is broken
 * @param holds why it is left out of the awards for now
 */
public record UnitOutcome(
        UnitRef unit,
        @Nullable Integer rank,
        boolean tied,
        @Nullable Integer base,
        @Nullable Integer bonus,
        @Nullable Integer penalty,
        @Nullable Integer total,
        @Nullable Integer self,
        List<KindOutcome> kinds,
        @Nullable Classification classification,
        @Nullable Award award,
        List<Award> contested,
        List<String> holds,
        Explanation explanation) {

    public UnitOutcome {
        kinds = List.copyOf(kinds);
        contested = List.copyOf(contested);
        holds = List.copyOf(holds);
    }

    /**
     * How far the sheets of one kind have come.
     *
     * @param received those that are there, of scorers who are not recused; a trimmed mean counts fewer
     * @param expected how many there will be
     * @param missing whose sheet is not there, in order
     * @param recused who is not expected
     */
    public record KindOutcome(Kind kind, int received, int expected, List<String> missing, List<String> recused) {

        public KindOutcome {
            missing = List.copyOf(missing);
            recused = List.copyOf(recused);
        }
    }
}
