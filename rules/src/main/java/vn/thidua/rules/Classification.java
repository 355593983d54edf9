package vn.thidua.rules;

import static java.util.Objects.requireNonNullElse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.TableRules.CapOn;
import vn.thidua.events.TableRules.ClassBand;
import vn.thidua.events.TableRules.Demotion;
import vn.thidua.events.TableRules.Veto;

/**
 * Xếp loại: the class of a unit, and why it is not the one that the total alone would give.
 *
 * @param band the class
 * @param byPoints the class by the total alone; {@code null} for a unit without a total
 * @param because what led from the one to the other, in order; empty when they are the same
 */
public record Classification(ClassBand band, @Nullable ClassBand byPoints, List<Reason> because) {

    public Classification {
        because = List.copyOf(because);
    }

    /** Why a class is lower. */
    public sealed interface Reason {

        /** The class below which the unit went, or that it may have at best. */
        ClassBand to();

        /** Criteria at zero bar the unit from the class that it had. */
        record Vetoed(Veto veto, List<String> criteria, ClassBand from, ClassBand to) implements Reason {}

        /** A demotion of the table applies. */
        record Demoted(Demotion demotion, String reason, ClassBand from, ClassBand to) implements Reason {}

        /** The unit has not scored itself. */
        record WithoutSelf(ClassBand to) implements Reason {}
    }

    /** The class, or {@code null} when the table has none, or the unit no total to classify. */
    static @Nullable Classification of(Table table, UnitCount count, Proceedings proceedings) {
        if (table.classes().isEmpty()) {
            return null;
        }
        var total = count.total();
        var withoutSelf = count.self() == null ? table.rules().withoutSelf() : null;
        if (total == null) {
            return withoutSelf == null
                    ? null
                    : new Classification(
                            table.classes().get(table.placeOf(withoutSelf)),
                            null,
                            List.of(new Reason.WithoutSelf(table.classes().get(table.placeOf(withoutSelf)))));
        }
        var descent = new Descent(table, byPoints(table, total.points()));
        descent.veto(count.criteriaAtZero());
        descent.demote(count.id(), proceedings);
        if (withoutSelf != null) {
            var limit = table.placeOf(withoutSelf);
            descent.atMost(limit, new Reason.WithoutSelf(table.classes().get(limit)));
        }
        return descent.classification();
    }

    private static int byPoints(Table table, int total) {
        var points = table.cap() == CapOn.CLASS ? Math.min(total, table.data().totalCap()) : total;
        var place = 0;
        for (; place < table.classes().size() - 1; place++) {
            var from = table.classes().get(place).from();
            if (from == null || points >= from) {
                break;
            }
        }
        return place;
    }

    /** From the class by points down. Each step only ever lowers, so that more points never give a lower class. */
    private static final class Descent {

        private final Table table;
        private final int first;
        private final List<Reason> because = new ArrayList<>();
        private int place;

        Descent(Table table, int first) {
            this.table = table;
            this.first = first;
            place = first;
        }

        void veto(List<String> atZero) {
            for (var barred = veto(place, atZero); barred != null; barred = veto(place, atZero)) {
                because.add(barred);
                place++;
            }
        }

        private @Nullable Reason veto(int at, List<String> atZero) {
            if (at == table.classes().size() - 1) {
                return null;
            }
            var band = table.classes().get(at);
            for (var veto : requireNonNullElse(table.rules().vetoes(), List.<Veto>of())) {
                var criteria = veto.criteria();
                var hit = atZero.stream()
                        .filter(code -> criteria == null || criteria.contains(code))
                        .toList();
                if (!hit.isEmpty() && veto.bars().contains(band.code())) {
                    return new Reason.Vetoed(veto, hit, band, table.classes().get(at + 1));
                }
            }
            return null;
        }

        /** In the order of the table, each demotion once however often it is told. */
        void demote(String unit, Proceedings proceedings) {
            var applied = new HashSet<String>();
            for (var demotion : requireNonNullElse(table.rules().demotions(), List.<Demotion>of())) {
                proceedings.disciplines().stream()
                        .filter(discipline -> discipline.unit().equals(unit)
                                && discipline.demotion().equals(demotion.code()))
                        .min(Comparator.comparing(Proceedings.Discipline::reason))
                        .filter(discipline -> applied.add(demotion.code()))
                        .ifPresent(discipline -> {
                            var to = place(demotion);
                            atMost(
                                    to,
                                    new Reason.Demoted(
                                            demotion,
                                            discipline.reason(),
                                            table.classes().get(place),
                                            table.classes().get(to)));
                        });
            }
        }

        private int place(Demotion demotion) {
            var atMost = demotion.atMost() == null ? 0 : table.placeOf(demotion.atMost());
            var by = demotion.by() == null ? 0 : demotion.by();
            return Math.min(Math.max(place + by, atMost), table.classes().size() - 1);
        }

        void atMost(int limit, Reason reason) {
            if (limit > place) {
                because.add(reason);
                place = limit;
            }
        }

        Classification classification() {
            return new Classification(
                    table.classes().get(place), table.classes().get(first), because);
        }
    }
}
