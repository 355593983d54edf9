package vn.thidua.rules;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.TableRules;
import vn.thidua.events.TableRules.Award;
import vn.thidua.events.TableRules.BonusPlace;
import vn.thidua.events.TableRules.CapOn;
import vn.thidua.events.TableRules.ClassBand;
import vn.thidua.events.TableRules.Combining;
import vn.thidua.events.TableRules.KindRule;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.TableRules.Rounding;
import vn.thidua.events.TableRules.Rounding.Mode;
import vn.thidua.events.TableRules.Rounding.Place;
import vn.thidua.events.TableRules.TieBreak;

/**
 * A score table ready to count by: what it leaves unsaid is the plain rule, and each criterion knows what its marks are
 * worth. Immutable; made once per table.
 */
public final class Table {

    private static final Rounding PLAIN_ROUNDING = new Rounding(Mode.HALF_UP, 2, List.of(Place.MEAN));
    private static final List<KindRule> PEERS_ALONE = List.of(new KindRule(Kind.PEER, 1, null, null));

    private final ScoreTable data;
    private final TableRules rules;
    private final Rounding rounding;
    private final int roundingUnit;
    private final List<KindRule> kinds;
    private final Map<String, Fraction> worth;
    private final Map<String, List<String>> criteriaOf;

    private Table(ScoreTable data) {
        this.data = data;
        rules = requireNonNullElse(data.rules(), TableRules.PLAIN);
        rounding = requireNonNullElse(rules.rounding(), PLAIN_ROUNDING);
        roundingUnit = switch (rounding.digits()) {
            case 0 -> 100;
            case 1 -> 10;
            default -> 1;
        };
        kinds = requireNonNullElse(rules.kinds(), PEERS_ALONE).stream()
                .sorted((one, other) -> one.kind().compareTo(other.kind()))
                .toList();
        var groups = data.groups().stream()
                .collect(toUnmodifiableMap(CriterionGroup::code, group -> group, (first, same) -> first));
        var worth = new HashMap<String, Fraction>();
        var criteriaOf = new HashMap<String, List<String>>();
        for (var group : data.groups()) {
            var around = around(group, groups);
            var factor = around.stream().map(Table::factor).reduce(Fraction.UNIT, Fraction::times);
            for (var criterion : group.criteria()) {
                worth.put(criterion.code(), factor.times(scale(criterion.weight(), criterion.max())));
                around.forEach(each -> criteriaOf.merge(each.code(), List.of(criterion.code()), Table::joined));
            }
        }
        this.worth = Map.copyOf(worth);
        this.criteriaOf = Map.copyOf(criteriaOf);
    }

    /** The table, ready; it is taken to be one that {@link TableValidation} finds nothing wrong with. */
    public static Table of(ScoreTable data) {
        return new Table(data);
    }

    /** The table as it was written. */
    public ScoreTable data() {
        return data;
    }

    TableRules rules() {
        return rules;
    }

    private static List<CriterionGroup> around(CriterionGroup group, Map<String, CriterionGroup> groups) {
        var around = new ArrayList<CriterionGroup>();
        var seen = new HashSet<String>();
        for (@Nullable CriterionGroup at = group; at != null && seen.add(at.code()); ) {
            around.add(at);
            at = at.parent() == null ? null : groups.get(at.parent());
        }
        return around;
    }

    private static Fraction factor(CriterionGroup group) {
        return scale(group.weight(), group.max());
    }

    private static Fraction scale(@Nullable Integer weight, int max) {
        return weight == null || max <= 0 ? Fraction.UNIT : Fraction.of(weight, max);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** What a mark of one hundredth comes to in the base. */
    Fraction worth(String criterion) {
        return worth.getOrDefault(criterion, Fraction.UNIT);
    }

    /** What the criteria of a sheet come to as it counts, without bonus and penalty. */
    public Fraction base(Sheet sheet) {
        return SheetPoints.of(this, sheet).base();
    }

    /** What a sheet alone would give its target, in hundredths. */
    public int total(Sheet sheet) {
        return SheetPoints.of(this, sheet).total(this);
    }

    /** The criteria of a group and of the groups in it. */
    List<String> criteriaOf(String group) {
        return criteriaOf.getOrDefault(group, List.of());
    }

    Fraction rounded(Fraction points, Place place) {
        return rounding.at().contains(place) ? points.rounded(rounding.mode(), roundingUnit) : points;
    }

    /** A total is a whole hundredth, wherever else the table rounds. */
    Fraction roundedTotal(Fraction points) {
        return rounded(points, Place.TOTAL).rounded(rounding.mode(), 1);
    }

    /** In the order self, peers, appraisals. */
    List<KindRule> kinds() {
        return kinds;
    }

    Combining combining() {
        return requireNonNullElse(rules.combining(), Combining.WEIGHTED);
    }

    BonusPlace bonus() {
        return requireNonNullElse(rules.bonus(), BonusPlace.INSIDE);
    }

    CapOn cap() {
        return requireNonNullElse(rules.cap(), CapOn.TOTAL);
    }

    List<ClassBand> classes() {
        return requireNonNullElse(rules.classes(), List.of());
    }

    List<TieBreak> tieBreaks() {
        return requireNonNullElse(rules.tieBreaks(), List.of());
    }

    List<Award> awards() {
        return requireNonNullElse(rules.awards(), List.of());
    }

    /** Where a class stands, 0 for the best. */
    int placeOf(String classCode) {
        for (var place = 0; place < classes().size(); place++) {
            if (classes().get(place).code().equals(classCode)) {
                return place;
            }
        }
        throw new IllegalArgumentException("no class " + classCode);
    }

    /** Base, bonus and penalty together, cut off where the table says, not yet rounded. */
    Fraction capped(Fraction base, Fraction bonus, Fraction penalty) {
        var limit = Fraction.of(data.totalCap());
        if (cap() != CapOn.TOTAL) {
            return base.plus(bonus).plus(penalty);
        }
        return switch (bonus()) {
            case INSIDE -> base.plus(bonus).plus(penalty).atMost(limit);
            case ON_TOP -> base.plus(penalty).atMost(limit).plus(bonus);
        };
    }

    @Override
    public String toString() {
        return data.version();
    }
}
