package vn.thidua.ranking.standings;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The boards that this instance has written last, as it wrote them, so that the next batch need not read them. One that
 * is out of date does no harm: what is decided from it loses its write, and is decided again from the stored board.
 * Thread-safe; holds a bounded number of sheets.
 */
final class RecentBoards {

    private final int mostSheets;
    private final Map<String, Board> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private int sheets;

    RecentBoards(int mostSheets) {
        this.mostSheets = mostSheets;
    }

    /** Those of these boards that are here. */
    synchronized Map<String, Board> among(Set<String> ids) {
        var here = new HashMap<String, Board>();
        for (var id : ids) {
            var board = byUse.get(id);
            if (board != null) {
                here.put(id, board);
            }
        }
        return here;
    }

    synchronized void keep(Board board) {
        forget(board.id());
        byUse.put(board.id(), board);
        sheets += board.sheets().byId().size();
        var oldest = byUse.values().iterator();
        while (sheets > mostSheets) {
            sheets -= oldest.next().sheets().byId().size();
            oldest.remove();
        }
    }

    synchronized void forget(String id) {
        var board = byUse.remove(id);
        if (board != null) {
            sheets -= board.sheets().byId().size();
        }
    }
}
