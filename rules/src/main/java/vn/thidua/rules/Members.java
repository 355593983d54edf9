package vn.thidua.rules;

import java.util.List;
import java.util.stream.Stream;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.UnitRef;

/**
 * Who scores and who is scored.
 *
 * @param units the members, in the cluster's order
 * @param appraisers who appraises (thẩm định), for example superior departments
 */
public record Members(List<UnitRef> units, List<UnitRef> appraisers) {

    public Members {
        units = List.copyOf(units);
        appraisers = List.copyOf(appraisers);
    }

    /** Members who are appraised by nobody. */
    public static Members of(List<UnitRef> units) {
        return new Members(units, List.of());
    }

    /** The ids of those who give a unit sheets of this kind, before anybody is recused, in order. */
    List<String> scorers(Kind kind, String target) {
        return switch (kind) {
            case SELF -> List.of(target);
            case PEER -> others(units, target);
            case APPRAISAL_1, APPRAISAL_2 -> others(appraisers, target);
        };
    }

    private static List<String> others(List<UnitRef> all, String target) {
        return all.stream().map(UnitRef::id).filter(id -> !id.equals(target)).toList();
    }

    /** The name of a unit or an appraiser, or the id itself. */
    String name(String id) {
        return Stream.concat(units.stream(), appraisers.stream())
                .filter(unit -> unit.id().equals(id))
                .findFirst()
                .map(UnitRef::name)
                .orElse(id);
    }
}
