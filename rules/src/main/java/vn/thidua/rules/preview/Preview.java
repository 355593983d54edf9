package vn.thidua.rules.preview;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import vn.thidua.rules.Members;
import vn.thidua.rules.Outcome;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.Table;

/**
 * What would have changed, had past sheets been counted by another table.
 *
 * @param changes one for each unit, best first as it was
 * @param misfits what on the sheets the other table does not know as it is, ordered by sheet
 */
public record Preview(Outcome before, Outcome after, List<UnitChange> changes, List<Misfit> misfits) {

    public Preview {
        changes = List.copyOf(changes);
        misfits = List.copyOf(misfits);
    }

    /** Tries a table. Pure; the other table is taken to be a sound one. */
    public static Preview of(
            Table now, Table other, Members members, Collection<Sheet> sheets, Proceedings proceedings) {
        var newest = Sheet.newest(sheets).values().stream()
                .sorted(Comparator.comparing(sheet -> sheet.id().toString()))
                .toList();
        var refitted = new ArrayList<Sheet>();
        var misfits = new ArrayList<Misfit>();
        for (var sheet : newest) {
            var refit = Refit.of(other.data(), sheet);
            refitted.add(refit.sheet());
            misfits.addAll(refit.misfits());
        }
        var before = Outcome.compute(now, members, newest, proceedings);
        var after = Outcome.compute(other, members, refitted, proceedings);
        var changes = before.units().stream()
                .map(unit -> new UnitChange(unit, after.of(unit.unit().id())))
                .toList();
        return new Preview(before, after, changes, misfits);
    }

    /** Only what would have been different. */
    public List<UnitChange> differences() {
        return changes.stream().filter(UnitChange::isAny).toList();
    }
}
