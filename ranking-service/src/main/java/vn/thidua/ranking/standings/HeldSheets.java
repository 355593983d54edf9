package vn.thidua.ranking.standings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.messaging.patrol.Patrol;

/**
 * Checks that the sheets that are held are still what was received, board by board, in {@link Patrol portions}. Used by one
 * thread; {@link #altered} by any.
 */
public final class HeldSheets {

    private final Boards boards;
    private final Map<String, List<String>> altered = new ConcurrentHashMap<>();
    private final Patrol<String, String> patrol;

    public HeldSheets(Boards boards) {
        this.boards = boards;
        patrol = new Patrol<>((after, limit) -> boards.ids(after == null ? "" : after, limit), id -> id);
    }

    /** Checks the next portion. */
    public void step() {
        patrol.next().forEach(this::look);
    }

    /** Alone: what somebody wrote there may not even be what the service can read, and that holds up no other board. */
    private void look(String id) {
        try {
            remember(id, altered(boards.find(id)));
        } catch (ClassCastException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | UnreadableEvent e) {
            remember(id, List.of(id));
        }
    }

    private void remember(String id, List<String> found) {
        if (found.isEmpty()) {
            altered.remove(id);
        } else {
            altered.put(id, found);
        }
    }

    /** The sheets whose content is not what their digest, or the manifest, says, and the boards that cannot be read. */
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
