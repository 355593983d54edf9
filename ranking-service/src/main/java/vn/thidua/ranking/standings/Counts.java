package vn.thidua.ranking.standings;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;
import vn.thidua.rules.Members;
import vn.thidua.rules.Outcome;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.StandingsRows;
import vn.thidua.rules.Table;
import vn.thidua.rules.UnitCount;

/**
 * What the sheets for each member come to, kept so that only the units whose sheets changed are counted again.
 * Immutable. All of it follows from what else a board holds: it never tells two boards apart, and is not stored.
 */
public final class Counts {

    /** Nothing counted yet. */
    static final Counts NONE = new Counts(null, Map.of());

    private final @Nullable Definition definition;
    private final Map<String, UnitCount> byUnit;

    private Counts(@Nullable Definition definition, Map<String, UnitCount> byUnit) {
        this.definition = definition;
        this.byUnit = byUnit;
    }

    /** These with the changed units counted again, or every unit when the definition is another one. */
    Counts under(ScoringOpened opened, Sheets sheets, Proceedings proceedings, Set<String> changed) {
        var same = definition != null && definition.opened().equals(opened);
        var current = definition != null && same ? definition : Definition.of(opened);
        var counts = new HashMap<String, UnitCount>();
        for (var unit : opened.members()) {
            var known = same && !changed.contains(unit.id()) ? byUnit.get(unit.id()) : null;
            counts.put(
                    unit.id(),
                    known == null
                            ? UnitCount.of(
                                    current.table(), current.members(), unit, sheets.countable(unit.id()), proceedings)
                            : known);
        }
        return new Counts(current, Map.copyOf(counts));
    }

    /** What comes of them together. */
    Outcome outcome(Proceedings proceedings) {
        var current = definition();
        return Outcome.of(
                current.table(),
                current.members().units().stream()
                        .map(UnitRef::id)
                        .map(this::of)
                        .toList(),
                proceedings);
    }

    /** How standings tell of an outcome. */
    StandingsRows rows() {
        return new StandingsRows(definition().table(), definition().members());
    }

    UnitCount of(String unit) {
        var count = byUnit.get(unit);
        if (count == null) {
            throw new IllegalArgumentException(unit + " is not counted");
        }
        return count;
    }

    private Definition definition() {
        if (definition == null) {
            throw new IllegalStateException("nothing is counted yet");
        }
        return definition;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Counts;
    }

    @Override
    public int hashCode() {
        return Counts.class.hashCode();
    }

    /** The rules and the members, ready to count by. */
    private record Definition(ScoringOpened opened, Table table, Members members) {

        static Definition of(ScoringOpened opened) {
            return new Definition(opened, Table.of(opened.scoreTable()), Members.of(opened));
        }
    }
}
