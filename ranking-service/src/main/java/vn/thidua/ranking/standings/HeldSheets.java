package vn.thidua.ranking.standings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import vn.thidua.events.Standings;

/**
 * Checks that the sheets that are held are still what was received: each board's come round within a minute, a
 * portion at a time. Used by one thread; {@link #altered} by any.
 */
public final class HeldSheets {

    private static final int STEPS = 45;
    private static final int FEWEST = 5;

    private final Boards boards;
    private final Map<String, List<String>> altered = new ConcurrentHashMap<>();
    private String after = "";
    private int seen;
    private int portion = FEWEST;

    public HeldSheets(Boards boards) {
        this.boards = boards;
    }

    /** Checks the next portion. */
    public void step() {
        var ids = boards.list(new Visible.All(), after, portion).stream()
                .map(Standings::board)
                .toList();
        seen += ids.size();
        // Before the check: what cannot be read must not hold up the boards after it.
        if (ids.size() < portion) {
            portion = Math.max(FEWEST, Math.ceilDiv(seen, STEPS));
            seen = 0;
            after = "";
        } else {
            after = ids.getLast();
        }
        boards.find(Set.copyOf(ids)).forEach((id, board) -> {
            var found = altered(board);
            if (found.isEmpty()) {
                altered.remove(id);
            } else {
                altered.put(id, found);
            }
        });
    }

    /** The sheets whose content is not what their digest, or the manifest, says. */
    public List<String> altered() {
        var all = new ArrayList<String>();
        altered.values().forEach(all::addAll);
        return all;
    }

    private static List<String> altered(Board board) {
        var unlike = board.sheets().byId().values().stream()
                .filter(sheet -> !SheetDigest.fits(sheet))
                .map(sheet -> sheet.sheet())
                .collect(Collectors.toCollection(ArrayList::new));
        var closed = board.closed();
        if (closed != null) {
            closed.manifest().forEach(counted -> {
                var held = board.sheets().byId().get(counted.sheet());
                if (held != null
                        && held.revision() == counted.revision()
                        && !held.digest().equals(counted.digest())
                        && !unlike.contains(counted.sheet())) {
                    unlike.add(counted.sheet());
                }
            });
        }
        return unlike;
    }
}
