package vn.thidua.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.TableRules.Award;

/**
 * Gives the awards' places to the best, award by award. A unit that is held is not considered. Where equal units are
 * more than the places that are left, the chain decides; where it does not, the places stay open for those units, and
 * nobody below gets what one of them may still need.
 */
final class Awarding {

    private final Table table;
    private final Proceedings proceedings;
    private final Map<String, Classification> classes;
    private final List<Block> pool = new ArrayList<>();
    private final Map<String, Award> awards = new HashMap<>();
    private final Map<String, List<Award>> contested = new HashMap<>();
    private final List<Tie.AtAward> ties = new ArrayList<>();

    private Awarding(Table table, Proceedings proceedings, Map<String, Classification> classes) {
        this.table = table;
        this.proceedings = proceedings;
        this.classes = classes;
    }

    /** @param candidates groups of units with equal totals, best first, without those that are held */
    static Awarding of(
            Table table,
            Proceedings proceedings,
            Map<String, Classification> classes,
            List<List<UnitCount>> candidates) {
        var awarding = new Awarding(table, proceedings, classes);
        candidates.forEach(units -> awarding.pool.add(new Equal(units)));
        table.awards().forEach(awarding::give);
        return awarding;
    }

    @Nullable
    Award award(String unit) {
        return awards.get(unit);
    }

    /** The awards that a unit of an unbroken tie may get. */
    List<Award> contested(String unit) {
        return contested.getOrDefault(unit, List.of());
    }

    List<Tie.AtAward> ties() {
        return ties;
    }

    private void give(Award award) {
        var left = award.places();
        var rest = new ArrayList<Block>();
        for (var block : List.copyOf(pool)) {
            var eligible = left == 0
                    ? List.<UnitCount>of()
                    : block.units().stream()
                            .filter(unit -> isEligible(unit, award))
                            .toList();
            if (eligible.isEmpty()) {
                rest.add(block);
                continue;
            }
            switch (block) {
                case Contested contested -> {
                    var after = contested(award, contested, eligible, left);
                    left -= contested.without() - after.without();
                    if (after.without() > 0) {
                        rest.add(after);
                    }
                }
                case Equal equal -> {
                    var others = new ArrayList<>(equal.units());
                    others.removeAll(eligible);
                    if (eligible.size() <= left) {
                        eligible.forEach(unit -> awards.put(unit.id(), award));
                        left -= eligible.size();
                    } else {
                        rest.addAll(broken(award, eligible, others, left));
                        left = 0;
                        others.clear();
                    }
                    if (!others.isEmpty()) {
                        rest.add(new Equal(others));
                    }
                }
            }
        }
        pool.clear();
        pool.addAll(rest);
    }

    /** @return what is left of the units, the others of the same total among them */
    private List<Block> broken(Award award, List<UnitCount> units, List<UnitCount> others, int places) {
        var breaking = TieBreaking.of(table, proceedings, units, places);
        breaking.winners().forEach(unit -> awards.put(unit.id(), award));
        var open = breaking.undecided();
        open.forEach(unit -> contest(unit, award));
        ties.add(new Tie.AtAward(
                ids(units), units.getFirst().totalled().points(), award, places, breaking.attempts(), ids(open)));
        // Those who lost were never compared with the others, who may be better.
        var equals = new ArrayList<>(others);
        breaking.losers().forEach(equals::addAll);
        if (!open.isEmpty()) {
            return around(open, open.size() - breaking.placesUndecided(), equals);
        }
        return others.isEmpty()
                ? breaking.losers().stream().<Block>map(Equal::new).toList()
                : List.of(new Equal(equals));
    }

    /** What is undecided in its place among those with the same total, as far as the chain tells. */
    private List<Block> around(List<UnitCount> open, int without, List<UnitCount> equals) {
        var all = new ArrayList<>(open);
        all.addAll(equals);
        var blocks = new ArrayList<Block>();
        for (var block : TieBreaking.order(table, proceedings, all)) {
            if (block.contains(open.getFirst())) {
                var beside = new ArrayList<>(block);
                beside.removeAll(open);
                blocks.add(new Contested(open, without + beside.size(), beside));
            } else {
                blocks.add(new Equal(block));
            }
        }
        return blocks;
    }

    /** @return with fewer who are still without; none when nothing is left to be decided below */
    private Contested contested(Award award, Contested before, List<UnitCount> eligible, int left) {
        var beside = new ArrayList<>(before.beside());
        beside.retainAll(eligible);
        if (left >= before.without() && eligible.size() == before.units().size()) {
            // There is one for each of those who are still without, whoever of the open ones that will be.
            eligible.forEach(unit -> {
                if (beside.contains(unit)) {
                    awards.put(unit.id(), award);
                } else {
                    contest(unit, award);
                }
            });
            return new Contested(before.open(), 0, List.of());
        }
        eligible.forEach(unit -> contest(unit, award));
        var open = new ArrayList<>(before.open());
        open.addAll(beside);
        var rest = new ArrayList<>(before.beside());
        rest.removeAll(beside);
        return new Contested(
                open, before.without() - Math.min(left, Math.min(before.without(), eligible.size())), rest);
    }

    private void contest(UnitCount unit, Award award) {
        contested.computeIfAbsent(unit.id(), id -> new ArrayList<>()).add(award);
    }

    private boolean isEligible(UnitCount unit, Award award) {
        var lowest = award.lowestClass();
        if (lowest == null) {
            return true;
        }
        var classification = classes.get(unit.id());
        return classification != null && table.placeOf(classification.band().code()) <= table.placeOf(lowest);
    }

    private static List<String> ids(List<UnitCount> units) {
        return units.stream().map(UnitCount::id).toList();
    }

    /** The units that are in some tie at the edge of an award. */
    Set<String> atAnEdge() {
        var units = new TreeSet<String>();
        ties.forEach(tie -> units.addAll(tie.units()));
        return units;
    }

    private sealed interface Block {

        List<UnitCount> units();
    }

    /** Units between which nothing has to be decided yet. */
    private record Equal(List<UnitCount> units) implements Block {}

    /**
     * Units of an unbroken tie.
     *
     * @param open those of which not all get an award that they may get
     * @param without how many of all these will have none so far, those beside included
     * @param beside those that are equal to them, and may get no award yet
     */
    private record Contested(List<UnitCount> open, int without, List<UnitCount> beside) implements Block {

        @Override
        public List<UnitCount> units() {
            var units = new ArrayList<>(open);
            units.addAll(beside);
            return units;
        }
    }
}
