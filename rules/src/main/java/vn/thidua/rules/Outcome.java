package vn.thidua.rules;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.TableRules.Award;
import vn.thidua.rules.Proceedings.EligibilityHold;
import vn.thidua.rules.UnitOutcome.KindOutcome;

/**
 * What comes of a board's sheets: totals, ranks, classes, awards, and why.
 *
 * @param units best first; equal units in the cluster's order, units without a total last
 * @param ties all of them, best first: those that must be broken for an award, then those that need not be
 */
public record Outcome(List<UnitOutcome> units, List<Tie> ties) {

    public Outcome {
        units = List.copyOf(units);
        ties = List.copyOf(ties);
    }

    /**
     * Computes the outcome. Pure; the order of sheets and proceedings, and sheets that come twice or were corrected
     * since, change nothing.
     *
     * @param sheets any revisions; the newest of each counts
     * @throws IllegalArgumentException when one revision of a sheet is there with two contents
     */
    public static Outcome compute(Table table, Members members, Collection<Sheet> sheets, Proceedings proceedings) {
        var newest = Sheet.newest(sheets);
        return of(
                table,
                members.units().stream()
                        .map(unit -> UnitCount.of(table, members, unit, newest, proceedings))
                        .toList(),
                proceedings);
    }

    /** The same from counts that were made before, one for each member, in the cluster's order. */
    public static Outcome of(Table table, List<UnitCount> counts, Proceedings proceedings) {
        var groups = groups(counts);
        var classes = new HashMap<String, Classification>();
        for (var count : counts) {
            var classification = Classification.of(table, count, proceedings);
            if (classification != null) {
                classes.put(count.id(), classification);
            }
        }
        var holds = proceedings.holds().stream()
                .sorted(Comparator.comparing(EligibilityHold::reason))
                .collect(groupingBy(EligibilityHold::unit));
        var candidates = groups.stream()
                .map(group -> group.stream()
                        .filter(count -> !holds.containsKey(count.id()))
                        .toList())
                .filter(group -> !group.isEmpty())
                .toList();
        var awarding = Awarding.of(table, proceedings, classes, candidates);
        var units = new ArrayList<UnitOutcome>();
        for (var group : groups) {
            var rank = units.size() + 1;
            for (var count : group) {
                units.add(unit(table, count, rank, group.size() > 1, classes, awarding, holds));
            }
        }
        counts.stream()
                .filter(count -> count.total() == null)
                .forEach(count -> units.add(unit(table, count, null, false, classes, awarding, holds)));
        return new Outcome(units, ties(groups, awarding));
    }

    /** The outcome of one unit. */
    public UnitOutcome of(String unit) {
        return units.stream()
                .filter(outcome -> outcome.unit().id().equals(unit))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unit + " is no member"));
    }

    /** The ties that keep awards undecided. */
    public List<Tie.AtAward> unbroken() {
        return ties.stream()
                .filter(Tie.AtAward.class::isInstance)
                .map(Tie.AtAward.class::cast)
                .filter(tie -> !tie.unbroken().isEmpty())
                .toList();
    }

    /** Units with equal totals together, best first, each group in the cluster's order. */
    private static List<List<UnitCount>> groups(List<UnitCount> counts) {
        return List.copyOf(counts.stream()
                .filter(count -> count.total() != null)
                .collect(groupingBy(
                        count -> count.totalled().points(),
                        () -> new TreeMap<Integer, List<UnitCount>>(Comparator.reverseOrder()),
                        toList()))
                .values());
    }

    private static UnitOutcome unit(
            Table table,
            UnitCount count,
            @Nullable Integer rank,
            boolean tied,
            Map<String, Classification> classes,
            Awarding awarding,
            Map<String, List<EligibilityHold>> holds) {
        var total = count.total();
        return new UnitOutcome(
                count.unit(),
                rank,
                tied,
                total == null ? null : total.base().hundredths(),
                total == null ? null : total.bonus().hundredths(),
                total == null ? null : total.penalty().hundredths(),
                total == null ? null : total.points(),
                count.self(),
                count.kinds().stream().map(Outcome::kind).toList(),
                classes.get(count.id()),
                awarding.award(count.id()),
                awarding.contested(count.id()),
                holds.getOrDefault(count.id(), List.of()).stream()
                        .map(EligibilityHold::reason)
                        .toList(),
                Explanation.of(table, count));
    }

    private static KindOutcome kind(KindCount kind) {
        return new KindOutcome(
                kind.kind(),
                kind.there(),
                kind.expected(),
                kind.missing(),
                kind.recusals().stream().map(Proceedings.Recusal::scorer).toList());
    }

    private static List<Tie> ties(List<List<UnitCount>> groups, Awarding awarding) {
        var ties = new ArrayList<Tie>(awarding.ties());
        var atAnEdge = awarding.atAnEdge();
        for (var group : groups) {
            var ids = group.stream().map(UnitCount::id).toList();
            if (ids.size() > 1 && ids.stream().noneMatch(atAnEdge::contains)) {
                ties.add(new Tie.Harmless(ids, group.getFirst().totalled().points(), common(ids, awarding)));
            }
        }
        return ties;
    }

    private static @Nullable Award common(List<String> ids, Awarding awarding) {
        var first = awarding.award(ids.getFirst());
        return first != null && ids.stream().allMatch(id -> first.equals(awarding.award(id))) ? first : null;
    }
}
