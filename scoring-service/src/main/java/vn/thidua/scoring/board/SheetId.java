package vn.thidua.scoring.board;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import vn.thidua.events.SheetKind;
import vn.thidua.events.UnitRef;

/**
 * The place of one sheet on a board: who scores whom. Known before the sheet is, so that a board can name the sheets
 * that it misses and read those that it has by their ids.
 */
public record SheetId(String board, SheetKind kind, String scorer, String target) {

    public SheetId {
        requireNonNull(board, "board");
        requireNonNull(kind, "kind");
        requireNonNull(scorer, "scorer");
        requireNonNull(target, "target");
    }

    /** Every sheet that there is when each member has scored itself and every other, ordered. */
    public static List<String> expected(String board, List<UnitRef> members) {
        var ids = new ArrayList<String>(members.size() * members.size());
        for (var scorer : members) {
            for (var target : members) {
                var kind = scorer.id().equals(target.id()) ? SheetKind.SELF : SheetKind.PEER;
                ids.add(new SheetId(board, kind, scorer.id(), target.id()).toString());
            }
        }
        ids.sort(null);
        return ids;
    }

    /** For example {@code hn-mttq-cum-1:2019/PEER/HBT/DD}. */
    @Override
    public String toString() {
        return board + "/" + kind + "/" + scorer + "/" + target;
    }
}
