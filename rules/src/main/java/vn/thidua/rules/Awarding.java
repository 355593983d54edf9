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
                case Contested open -> {
                    var taken = Math.min(left, Math.min(open.without(), eligible.size()));
                    eligible.forEach(unit -> contest(unit, award));
                    left -= taken;
                    if (taken < open.without()) {
                        rest.add(new Contested(open.units(), open.without() - taken));
                    }
                }
                case Equal equal -> {
                    var others = new ArrayList<>(equal.units());
                    others.removeAll(eligible);
                    if (eligible.size() <= left) {
                        eligible.forEach(unit -> awards.put(unit.id(), award));
                        left -= eligible.size();
                    } else {
                        rest.addAll(broken(award, eligible, left));
                        left = 0;
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

    private List<Block> broken(Award award, List<UnitCount> units, int places) {
        var breaking = TieBreaking.of(table, proceedings, units, places);
        breaking.winners().forEach(unit -> awards.put(unit.id(), award));
        var open = breaking.undecided();
        open.forEach(unit -> contest(unit, award));
        ties.add(new Tie.AtAward(
                ids(units), units.getFirst().totalled().points(), award, places, breaking.attempts(), ids(open)));
        var rest = new ArrayList<Block>();
        if (!open.isEmpty()) {
            rest.add(new Contested(open, open.size() - breaking.placesUndecided()));
        }
        breaking.losers().forEach(equal -> rest.add(new Equal(equal)));
        return rest;
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

    /** Units of an unbroken tie, of which {@code without} do not get the award that it is about. */
    private record Contested(List<UnitCount> units, int without) implements Block {}
}
