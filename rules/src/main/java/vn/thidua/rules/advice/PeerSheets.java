package vn.thidua.rules.advice;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.UnitRef;
import vn.thidua.rules.Fraction;
import vn.thidua.rules.Members;
import vn.thidua.rules.Proceedings.Recusal;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.Table;

/** The sheets that advice is made of, and their means. */
final class PeerSheets {

    private final List<String> units;
    private final Map<Sheet.Id, Sheet> sheets;
    private final Map<Sheet.Id, Fraction> points = new HashMap<>();

    PeerSheets(Table table, Members members, Collection<Sheet> all, Collection<Recusal> recusals) {
        units = members.units().stream().map(UnitRef::id).toList();
        sheets = Sheet.newest(all);
        sheets.keySet()
                .removeIf(id -> recusals.stream()
                        .anyMatch(recusal -> recusal.scorer().equals(id.scorer())
                                && recusal.target().equals(id.target())));
        sheets.forEach((id, sheet) -> points.put(id, table.base(sheet)));
    }

    List<String> units() {
        return units;
    }

    Optional<Fraction> points(Kind kind, String scorer, String target) {
        return Optional.ofNullable(points.get(new Sheet.Id(kind, scorer, target)));
    }

    /** What a peer's sheet comes to. */
    Optional<Fraction> points(String scorer, String target) {
        return scorer.equals(target) ? Optional.empty() : points(Kind.PEER, scorer, target);
    }

    /** The mean of the peers' sheets for a unit, without this scorer's. */
    Optional<Fraction> others(String scorer, String target) {
        var others = units.stream()
                .filter(other -> !other.equals(scorer))
                .flatMap(other -> points(other, target).stream())
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(mean(others));
    }

    /** How much more a scorer gave a unit than the others did. */
    Optional<Fraction> difference(String scorer, String target) {
        return points(scorer, target).flatMap(own -> others(scorer, target).map(own::minus));
    }

    /** The mean of the peers' marks for one criterion of a unit. */
    Optional<Fraction> mark(String unit, String criterion) {
        var marks = units.stream()
                .filter(scorer -> !scorer.equals(unit))
                .flatMap(scorer -> Optional.ofNullable(sheets.get(new Sheet.Id(Kind.PEER, scorer, unit))).stream())
                .map(sheet -> Fraction.of(sheet.marks().getOrDefault(criterion, 0)))
                .toList();
        return marks.isEmpty() ? Optional.empty() : Optional.of(mean(marks));
    }

    static Fraction mean(Collection<Fraction> values) {
        return Fraction.mean(values);
    }
}
