package vn.thidua.rules;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.UnitRef;

/**
 * Who scores and who is scored.
 *
 * @param units the members, in the cluster's order
 * @param appraisers who appraises (thẩm định), for example superior departments
 */
public record Members(List<UnitRef> units, List<Appraiser> appraisers) {

    public Members {
        units = List.copyOf(units);
        appraisers = List.copyOf(appraisers);
    }

    /** Members who are appraised by nobody. */
    public static Members of(List<UnitRef> units) {
        return new Members(units, List.of());
    }

    /** The members of a board, and the appraisers that its round plan names. */
    public static Members of(ScoringOpened opened) {
        var plan = opened.roundPlan();
        return new Members(
                opened.members(),
                plan == null
                        ? List.of()
                        : plan.appraisers().stream()
                                .map(appraiser ->
                                        new Appraiser(appraiser.unit(), kind(appraiser.kind()), appraiser.targets()))
                                .toList());
    }

    private static Kind kind(SheetKind kind) {
        return switch (kind) {
            case SELF -> Kind.SELF;
            case PEER -> Kind.PEER;
            case APPRAISAL_1 -> Kind.APPRAISAL_1;
            case APPRAISAL_2 -> Kind.APPRAISAL_2;
        };
    }

    /** The ids of those who give a unit sheets of this kind, before anybody is recused, in order. */
    List<String> scorers(Kind kind, String target) {
        return switch (kind) {
            case SELF -> List.of(target);
            case PEER ->
                units.stream().map(UnitRef::id).filter(id -> !id.equals(target)).toList();
            case APPRAISAL_1, APPRAISAL_2 ->
                appraisers.stream()
                        .filter(appraiser -> appraiser.gives(kind, target))
                        .map(appraiser -> appraiser.unit().id())
                        .distinct()
                        .toList();
        };
    }

    /** The name of a unit or an appraiser, or the id itself. */
    String name(String id) {
        return Stream.concat(units.stream(), appraisers.stream().map(Appraiser::unit))
                .filter(unit -> unit.id().equals(id))
                .findFirst()
                .map(UnitRef::name)
                .orElse(id);
    }

    /**
     * Who appraises.
     *
     * @param kind which appraisal; absent means both
     * @param targets ids of members; absent means every member but itself
     */
    public record Appraiser(
            UnitRef unit, @Nullable Kind kind, @Nullable List<String> targets) {

        public Appraiser {
            targets = targets == null ? null : List.copyOf(targets);
        }

        /** Who appraises everybody, both times. */
        public static Appraiser of(UnitRef unit) {
            return new Appraiser(unit, null, null);
        }

        private boolean gives(Kind kind, String target) {
            return (this.kind == null || this.kind == kind)
                    && !unit.id().equals(target)
                    && (targets == null || targets.contains(target));
        }
    }
}
