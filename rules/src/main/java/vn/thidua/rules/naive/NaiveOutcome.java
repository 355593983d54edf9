package vn.thidua.rules.naive;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;
import vn.thidua.events.TableRules;
import vn.thidua.events.TableRules.BonusPlace;
import vn.thidua.events.TableRules.CapOn;
import vn.thidua.events.TableRules.Combining;
import vn.thidua.events.TableRules.KindRule;
import vn.thidua.events.TableRules.KindRule.Aggregation;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.TableRules.Rounding;
import vn.thidua.events.TableRules.Rounding.Place;
import vn.thidua.events.TableRules.TieBreak;
import vn.thidua.rules.Members;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.Sheet;

/**
 * The rules once more, in the plainest way: unreduced fractions, sorting and counting, and for awards every order that
 * equal units could still be put in. It shares the records of the input with what it checks, and no code.
 */
public final class NaiveOutcome {

    /** So many orders of equal units are tried; with more, nothing is said of awards. */
    private static final int MOST_ORDERS = 5_040;

    private final ScoreTable table;
    private final TableRules rules;
    private final List<String> units;
    private final List<String> appraisers;
    private final Map<String, Sheet> last = new TreeMap<>();
    private final Proceedings proceedings;
    private final Map<String, Unit> results = new LinkedHashMap<>();
    private final Map<String, Ratio[]> parts = new HashMap<>();
    private final Map<String, Integer> totals = new HashMap<>();
    private final Map<String, List<KindRule>> makers = new HashMap<>();
    private final Map<String, Integer> selves = new HashMap<>();
    private final Map<String, String> classCodes = new HashMap<>();

    private NaiveOutcome(ScoreTable table, Members members, Collection<Sheet> log, Proceedings proceedings) {
        this.table = table;
        rules = table.rules() == null
                ? new TableRules(null, null, null, null, null, null, null, null, null, null, null, null)
                : table.rules();
        units = members.units().stream().map(unit -> unit.id()).toList();
        appraisers = members.appraisers().stream()
                .map(appraiser -> appraiser.unit().id())
                .toList();
        this.proceedings = proceedings;
        for (var sheet : log) {
            var id = sheet.kind() + "/" + sheet.scorer() + "/" + sheet.target();
            if (!last.containsKey(id) || last.get(id).revision() < sheet.revision()) {
                last.put(id, sheet);
            }
        }
    }

    /**
     * What came of a unit, as far as it can be compared.
     *
     * @param kinds how many sheets of each kind came, of how many
     * @param awards those that it gets in some order that equal units could still be put in, {@code ""} for none; empty
     *     when it has no part in them, or there are too many such orders to try
     */
    public record Unit(
            @Nullable Integer rank,
            boolean tied,
            @Nullable Integer base,
            @Nullable Integer bonus,
            @Nullable Integer penalty,
            @Nullable Integer total,
            @Nullable Integer self,
            Map<Kind, String> kinds,
            @Nullable String classCode,
            TreeSet<String> awards) {}

    /** What came of each unit, by id. */
    public static Map<String, Unit> of(
            ScoreTable table, Members members, Collection<Sheet> log, Proceedings proceedings) {
        var naive = new NaiveOutcome(table, members, log, proceedings);
        naive.compute();
        return naive.results;
    }

    /** Numerator and denominator, never reduced. */
    record Ratio(BigInteger n, BigInteger d) {

        static Ratio of(long whole) {
            return new Ratio(BigInteger.valueOf(whole), BigInteger.ONE);
        }

        Ratio add(Ratio o) {
            return new Ratio(n.multiply(o.d).add(o.n.multiply(d)), d.multiply(o.d));
        }

        Ratio mul(long top, long bottom) {
            return new Ratio(n.multiply(BigInteger.valueOf(top)), d.multiply(BigInteger.valueOf(bottom)));
        }

        int cmp(Ratio o) {
            return n.multiply(o.d).compareTo(o.n.multiply(d));
        }

        /** In points of a hundred: to that many digits. */
        Ratio round(RoundingMode mode, int digits) {
            var points = new BigDecimal(n).divide(new BigDecimal(d.multiply(BigInteger.valueOf(100))), digits, mode);
            return of(points.movePointRight(2).longValueExact());
        }

        int show() {
            return new BigDecimal(n)
                    .divide(new BigDecimal(d), 0, RoundingMode.HALF_UP)
                    .intValueExact();
        }
    }

    private Ratio rounded(Ratio points, Place place) {
        var rounding = rules.rounding();
        if (rounding == null) {
            return place == Place.MEAN ? points.round(RoundingMode.HALF_UP, 2) : points;
        }
        return rounding.at().contains(place) ? points.round(mode(rounding), rounding.digits()) : points;
    }

    private static RoundingMode mode(Rounding rounding) {
        return RoundingMode.valueOf(rounding.mode().name());
    }

    private Ratio worth(String criterion, int mark) {
        for (var group : table.groups()) {
            for (Criterion each : group.criteria()) {
                if (each.code().equals(criterion)) {
                    var points = Ratio.of(mark);
                    if (each.weight() != null) {
                        points = points.mul(each.weight(), each.max());
                    }
                    @Nullable CriterionGroup at = group;
                    while (at != null) {
                        if (at.weight() != null) {
                            points = points.mul(at.weight(), at.max());
                        }
                        at = at.parent() == null ? null : group(at.parent());
                    }
                    return points;
                }
            }
        }
        throw new IllegalArgumentException(criterion + " is not in the table");
    }

    private CriterionGroup group(String code) {
        for (var group : table.groups()) {
            if (group.code().equals(code)) {
                return group;
            }
        }
        throw new IllegalArgumentException(code + " is not in the table");
    }

    private boolean isIn(CriterionGroup group, String code) {
        return group.code().equals(code) || group.parent() != null && isIn(group(group.parent()), code);
    }

    private Ratio sheetBase(Sheet sheet) {
        var sum = Ratio.of(0);
        for (var criterion : table.criteria()) {
            sum = sum.add(rounded(worth(criterion.code(), in(sheet.marks(), criterion.code())), Place.CRITERION));
        }
        return rounded(sum, Place.SHEET);
    }

    private static int adjusted(Sheet sheet, int sign) {
        var sum = 0;
        for (var adjustment : sheet.adjustments()) {
            if (Integer.signum(adjustment.points()) == sign) {
                sum += adjustment.points();
            }
        }
        return sum;
    }

    private Ratio all(Sheet sheet) {
        return sheetBase(sheet).add(Ratio.of(adjusted(sheet, 1))).add(Ratio.of(adjusted(sheet, -1)));
    }

    private List<String> scorers(Kind kind, String target) {
        var scorers = new ArrayList<String>();
        if (kind == Kind.SELF) {
            scorers.add(target);
        } else {
            for (var scorer : kind == Kind.PEER ? units : appraisers) {
                if (!scorer.equals(target)) {
                    scorers.add(scorer);
                }
            }
        }
        return scorers;
    }

    private boolean isRecused(String scorer, String target) {
        for (var recusal : proceedings.recusals()) {
            if (recusal.scorer().equals(scorer) && recusal.target().equals(target)) {
                return true;
            }
        }
        return false;
    }

    private List<KindRule> kinds() {
        var kinds = rules.kinds();
        return kinds == null ? List.of(new KindRule(Kind.PEER, 1, null, null)) : kinds;
    }

    private List<Sheet> received(Kind kind, String target) {
        var sheets = new ArrayList<Sheet>();
        for (var scorer : scorers(kind, target)) {
            var sheet = last.get(kind + "/" + scorer + "/" + target);
            if (sheet != null && !isRecused(scorer, target)) {
                sheets.add(sheet);
            }
        }
        return sheets;
    }

    private List<Sheet> counted(KindRule rule, String target) {
        var sheets = received(rule.kind(), target);
        if (rule.aggregation() == Aggregation.TRIMMED_MEAN) {
            var trim = rule.trim() == null ? 1 : rule.trim();
            if (sheets.size() >= 2 * trim + 1) {
                sheets.sort((a, b) -> {
                    var byAll = all(a).cmp(all(b));
                    var byBase = sheetBase(a).cmp(sheetBase(b));
                    var byBonus = Integer.compare(adjusted(a, 1), adjusted(b, 1));
                    return byAll != 0
                            ? byAll
                            : byBase != 0
                                    ? byBase
                                    : byBonus != 0 ? byBonus : a.scorer().compareTo(b.scorer());
                });
                return sheets.subList(trim, sheets.size() - trim);
            }
        }
        return sheets;
    }

    private Ratio aggregated(KindRule rule, String target, Function<Sheet, Ratio> part, boolean round) {
        var sheets = counted(rule, target);
        var sum = Ratio.of(0);
        for (var sheet : sheets) {
            sum = sum.add(part.apply(sheet));
        }
        var value = rule.aggregation() == Aggregation.SUM ? sum : sum.mul(1, sheets.size());
        return round ? rounded(value, Place.MEAN) : value;
    }

    /** The kinds that make a unit's total; empty when it has none. */
    private List<KindRule> making(String target) {
        var weighty = new ArrayList<KindRule>();
        for (var kind : kinds()) {
            var there = received(kind.kind(), target).size();
            var able = scorers(kind.kind(), target).stream()
                    .filter(scorer -> !isRecused(scorer, target))
                    .count();
            var allRecused = able == 0 && !scorers(kind.kind(), target).isEmpty();
            if (kind.weight() == 0 || allRecused) {
                continue;
            }
            if (there == 0 && rules.combining() != Combining.LATEST) {
                return List.of();
            }
            if (there > 0) {
                weighty.add(kind);
            }
        }
        if (rules.combining() == Combining.LATEST && !weighty.isEmpty()) {
            return List.of(
                    weighty.stream().max((a, b) -> a.kind().compareTo(b.kind())).orElseThrow());
        }
        return weighty;
    }

    private Ratio combined(List<KindRule> kinds, String target, Function<Sheet, Ratio> part, boolean round) {
        var top = Ratio.of(0);
        var weights = 0;
        for (var kind : kinds) {
            top = top.add(aggregated(kind, target, part, round).mul(kind.weight(), 1));
            weights += kind.weight();
        }
        var value = top.mul(1, weights);
        return round ? rounded(value, Place.MEAN) : value;
    }

    private int total(Ratio base, Ratio bonus, Ratio penalty) {
        var cap = Ratio.of(table.totalCap());
        Ratio value;
        if (rules.cap() != null && rules.cap() != CapOn.TOTAL) {
            value = base.add(bonus).add(penalty);
        } else if (rules.bonus() == BonusPlace.ON_TOP) {
            var without = base.add(penalty);
            value = (without.cmp(cap) > 0 ? cap : without).add(bonus);
        } else {
            var together = base.add(bonus).add(penalty);
            value = together.cmp(cap) > 0 ? cap : together;
        }
        var rounded = rounded(value, Place.TOTAL);
        var mode = rules.rounding() == null ? RoundingMode.HALF_UP : mode(rules.rounding());
        return rounded.round(mode, 2).show();
    }

    private void compute() {
        for (var unit : units) {
            var makers = making(unit);
            this.makers.put(unit, makers);
            var self = last.get(Kind.SELF + "/" + unit + "/" + unit);
            if (self != null) {
                selves.put(unit, total(sheetBase(self), Ratio.of(adjusted(self, 1)), Ratio.of(adjusted(self, -1))));
            }
            if (!makers.isEmpty()) {
                var base = combined(makers, unit, this::sheetBase, true);
                var bonus = combined(makers, unit, sheet -> Ratio.of(adjusted(sheet, 1)), true);
                var penalty = combined(makers, unit, sheet -> Ratio.of(adjusted(sheet, -1)), true);
                if (makers.getFirst().aggregation() == Aggregation.SUM) {
                    var mostBonus = Ratio.of(table.bonusMax());
                    var mostPenalty = Ratio.of(-table.penaltyMax());
                    bonus = bonus.cmp(mostBonus) > 0 ? mostBonus : bonus;
                    penalty = penalty.cmp(mostPenalty) < 0 ? mostPenalty : penalty;
                }
                parts.put(unit, new Ratio[] {base, bonus, penalty});
                totals.put(unit, total(base, bonus, penalty));
            }
            var code = classify(unit);
            if (code != null) {
                classCodes.put(unit, code);
            }
        }
        var awards = awards();
        for (var unit : units) {
            var total = totals.get(unit);
            var p = parts.get(unit);
            var kinds = new TreeMap<Kind, String>();
            for (var kind : kinds()) {
                var able = scorers(kind.kind(), unit).stream()
                        .filter(scorer -> !isRecused(scorer, unit))
                        .count();
                kinds.put(kind.kind(), received(kind.kind(), unit).size() + "/" + able);
            }
            results.put(
                    unit,
                    new Unit(
                            total == null
                                    ? null
                                    : 1
                                            + (int) totals.values().stream()
                                                    .filter(other -> other > total)
                                                    .count(),
                            total != null
                                    && totals.values().stream()
                                                    .filter(total::equals)
                                                    .count()
                                            > 1,
                            p == null ? null : p[0].show(),
                            p == null ? null : p[1].show(),
                            p == null ? null : p[2].show(),
                            total,
                            selves.get(unit),
                            kinds,
                            classCodes.get(unit),
                            awards.getOrDefault(unit, new TreeSet<>())));
        }
    }

    private @Nullable String classify(String unit) {
        var classes = rules.classes();
        if (classes == null) {
            return null;
        }
        var codes = classes.stream().map(band -> band.code()).toList();
        var missesSelf = rules.withoutSelf() != null && !selves.containsKey(unit);
        var total = totals.get(unit);
        if (total == null) {
            return missesSelf ? rules.withoutSelf() : null;
        }
        var points = rules.cap() == CapOn.CLASS && total > table.totalCap() ? table.totalCap() : total;
        var worst = 0;
        for (var i = 0; i < classes.size(); i++) {
            var from = classes.get(i).from();
            if (from == null || points >= from) {
                worst = i;
                break;
            }
        }
        // All vetoes at once: the best class at or below that none of them bars.
        var barred = new TreeSet<String>();
        if (rules.vetoes() != null) {
            for (var veto : rules.vetoes()) {
                for (var criterion : table.criteria()) {
                    var concerned = veto.criteria() == null || veto.criteria().contains(criterion.code());
                    var zero = true;
                    for (var kind : in(makers, unit)) {
                        for (var sheet : counted(kind, unit)) {
                            zero &= in(sheet.marks(), criterion.code()) == 0;
                        }
                    }
                    if (concerned && zero) {
                        barred.addAll(veto.bars());
                    }
                }
            }
        }
        while (worst < codes.size() - 1 && barred.contains(codes.get(worst))) {
            worst++;
        }
        if (rules.demotions() != null) {
            for (var demotion : rules.demotions()) {
                var told = proceedings.disciplines().stream()
                        .anyMatch(discipline -> discipline.unit().equals(unit)
                                && discipline.demotion().equals(demotion.code()));
                if (told) {
                    if (demotion.by() != null) {
                        worst = Math.min(codes.size() - 1, worst + demotion.by());
                    }
                    if (demotion.atMost() != null) {
                        worst = Math.max(worst, codes.indexOf(demotion.atMost()));
                    }
                }
            }
        }
        if (missesSelf) {
            worst = Math.max(worst, codes.indexOf(rules.withoutSelf()));
        }
        return codes.get(worst);
    }

    private static <V> V in(Map<String, V> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private int compareByChain(String a, String b) {
        var byTotal = Integer.compare(in(totals, b), in(totals, a));
        if (byTotal != 0 || rules.tieBreaks() == null) {
            return byTotal;
        }
        for (var step : rules.tieBreaks()) {
            var order = compare(step, a, b);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int compare(TieBreak step, String a, String b) {
        return switch (step.by()) {
            case BASE -> in(parts, b)[0].cmp(in(parts, a)[0]);
            case BONUS -> in(parts, b)[1].cmp(in(parts, a)[1]);
            case PENALTY -> in(parts, b)[2].cmp(in(parts, a)[2]);
            case CRITERION -> part(step.of(), b, false).cmp(part(step.of(), a, false));
            case GROUP -> part(step.of(), b, true).cmp(part(step.of(), a, true));
            case SELF ->
                Integer.compare(selves.getOrDefault(b, Integer.MIN_VALUE), selves.getOrDefault(a, Integer.MIN_VALUE));
            case PREFERENCE -> Boolean.compare(prefers(b), prefers(a));
            case FIRST_BALLOT -> Integer.compare(votes("FIRST", b), votes("FIRST", a));
            case SECOND_BALLOT -> Integer.compare(votes("SECOND", b), votes("SECOND", a));
            case LEADERS -> Integer.compare(place("LEADERS", a), place("LEADERS", b));
            case CITY -> Integer.compare(place("CITY", a), place("CITY", b));
        };
    }

    private Ratio part(@Nullable String code, String unit, boolean group) {
        var sum = Ratio.of(0);
        for (var each : table.groups()) {
            for (var criterion : each.criteria()) {
                if (group ? isIn(each, String.valueOf(code)) : criterion.code().equals(code)) {
                    sum = sum.add(combined(
                            in(makers, unit),
                            unit,
                            sheet -> rounded(
                                    worth(criterion.code(), in(sheet.marks(), criterion.code())), Place.CRITERION),
                            false));
                }
            }
        }
        return sum;
    }

    private boolean prefers(String unit) {
        return proceedings.preferences().stream()
                .anyMatch(preference -> preference.unit().equals(unit));
    }

    private int votes(String round, String unit) {
        for (var ballot : proceedings.ballots()) {
            if (ballot.round().name().equals(round)) {
                return in(ballot.votes(), unit);
            }
        }
        return 0;
    }

    private int place(String by, String unit) {
        for (var decision : proceedings.decisions()) {
            if (decision.by().name().equals(by)) {
                return decision.order().indexOf(unit);
            }
        }
        return 0;
    }

    /** The awards that each unit gets in some order that equal units could still be put in; "" for none. */
    private Map<String, TreeSet<String>> awards() {
        var candidates = new ArrayList<>(units.stream()
                .filter(totals::containsKey)
                .filter(unit -> proceedings.holds().stream()
                        .noneMatch(hold -> hold.unit().equals(unit)))
                .toList());
        candidates.sort(this::compareByChain);
        if (orders(candidates) > MOST_ORDERS) {
            return Map.of();
        }
        var possible = new HashMap<String, TreeSet<String>>();
        orders(List.of(), candidates, order -> {
            var given = give(order);
            order.forEach(unit ->
                    possible.computeIfAbsent(unit, id -> new TreeSet<>()).add(given.getOrDefault(unit, "")));
        });
        return possible;
    }

    /** How many orders there are, counted no further than is of interest. */
    private long orders(List<String> candidates) {
        var orders = 1L;
        var equal = 1;
        for (var i = 1; i < candidates.size() && orders <= MOST_ORDERS; i++) {
            equal = compareByChain(candidates.get(i - 1), candidates.get(i)) == 0 ? equal + 1 : 1;
            orders *= equal;
        }
        return orders;
    }

    private Map<String, String> give(List<String> order) {
        var given = new HashMap<String, String>();
        if (rules.awards() != null) {
            for (var award : rules.awards()) {
                var left = award.places();
                for (var unit : order) {
                    if (left > 0 && !given.containsKey(unit) && isGoodEnough(unit, award.lowestClass())) {
                        given.put(unit, award.code());
                        left--;
                    }
                }
            }
        }
        return given;
    }

    private boolean isGoodEnough(String unit, @Nullable String lowest) {
        if (lowest == null) {
            return true;
        }
        var codes = Objects.requireNonNull(rules.classes()).stream()
                .map(band -> band.code())
                .toList();
        return classCodes.containsKey(unit) && codes.indexOf(classCodes.get(unit)) <= codes.indexOf(lowest);
    }

    private void orders(List<String> placed, List<String> rest, Consumer<List<String>> each) {
        if (rest.isEmpty()) {
            each.accept(placed);
            return;
        }
        for (var unit : rest) {
            if (compareByChain(unit, rest.getFirst()) == 0) {
                var more = new ArrayList<>(placed);
                more.add(unit);
                var fewer = new ArrayList<>(rest);
                fewer.remove(unit);
                orders(more, fewer, each);
            }
        }
    }
}
