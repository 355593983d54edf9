package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.thidua.events.Adjustment;
import vn.thidua.events.SheetKind;
import vn.thidua.scoring.board.SheetId;

/**
 * What stands on a sheet: complete, and within the rules of its board.
 *
 * @param marks hundredths by criterion code
 * @param adjustments in the order in which they were submitted
 */
public record SheetContent(
        String board,
        SheetKind kind,
        String scorer,
        String target,
        SortedMap<String, Integer> marks,
        List<Adjustment> adjustments) {

    public SheetContent {
        requireNonNull(board, "board");
        requireNonNull(kind, "kind");
        requireNonNull(scorer, "scorer");
        requireNonNull(target, "target");
        marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
        adjustments = List.copyOf(adjustments);
    }

    /** The sheet that this stands on. */
    public SheetId sheet() {
        return new SheetId(board, kind, scorer, target);
    }
}
