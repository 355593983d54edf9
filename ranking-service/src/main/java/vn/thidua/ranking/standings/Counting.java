package vn.thidua.ranking.standings;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.thidua.events.ScoringEvent;
import vn.thidua.ranking.standings.Change.Source;

/**
 * Counts scoring events into their boards. Each board of a batch is written at most once, and only if the batch says
 * anything new about it. Counting an event again changes nothing, so that a batch may be repeated, by any instance.
 * Thread-safe.
 */
public final class Counting {

    /** Some two kilobytes each. */
    private static final int SHEETS_IN_MEMORY = 20_000;

    private final Boards boards;
    private final Clock clock;
    private final RecentBoards recent = new RecentBoards(SHEETS_IN_MEMORY);

    public Counting(Boards boards, Clock clock) {
        this.boards = boards;
        this.clock = clock;
    }

    /** Returns once everything that the batch changed is durable. */
    public void count(List<Arrived> batch) {
        var open = batch.stream().collect(groupingBy(arrived -> arrived.event().board(), LinkedHashMap::new, toList()));
        while (!open.isEmpty()) {
            var changes = decide(open);
            var lost = boards.write(changes);
            for (var change : changes) {
                remember(change, lost);
            }
            open.keySet().retainAll(lost);
        }
    }

    private List<Change> decide(Map<String, List<Arrived>> open) {
        var held = held(open.keySet());
        var changes = new ArrayList<Change>();
        open.forEach((id, arrived) -> {
            var before = held.getOrDefault(id, Board.unknown(id));
            var after = before.apply(arrived.stream().map(Arrived::event).toList());
            if (!after.equals(before)) {
                changes.add(Change.counted(before, after, arrived.getLast().source(), clock.instant()));
            }
        });
        return changes;
    }

    private Map<String, Board> held(Set<String> ids) {
        var held = recent.among(ids);
        var others = new HashSet<>(ids);
        others.removeAll(held.keySet());
        if (!others.isEmpty()) {
            held.putAll(boards.find(others));
        }
        return held;
    }

    private void remember(Change change, Set<String> lost) {
        var id = change.after().id();
        if (lost.contains(id)) {
            recent.forget(id);
        } else {
            recent.keep(change.after().written());
        }
    }

    /** An event and the record it came in. */
    public record Arrived(ScoringEvent event, Source source) {}
}
