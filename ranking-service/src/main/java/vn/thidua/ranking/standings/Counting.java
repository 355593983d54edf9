package vn.thidua.ranking.standings;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import vn.thidua.events.ScoringEvent;
import vn.thidua.ranking.standings.Change.Source;

/**
 * Counts scoring events into their boards. Each board of a batch is read once, and written once if the batch says
 * anything new about it. Counting an event again changes nothing, so that a batch may be repeated, by any instance.
 */
public final class Counting {

    private final Boards boards;
    private final Clock clock;

    public Counting(Boards boards, Clock clock) {
        this.boards = boards;
        this.clock = clock;
    }

    /** Returns once everything that the batch changed is durable. */
    public void count(List<Arrived> batch) {
        var open = batch.stream().collect(groupingBy(arrived -> arrived.event().board(), LinkedHashMap::new, toList()));
        while (!open.isEmpty()) {
            var held = boards.find(open.keySet());
            var changes = new ArrayList<Change>();
            open.forEach((id, arrived) -> {
                var before = held.getOrDefault(id, Board.unknown(id));
                var after = before.apply(arrived.stream().map(Arrived::event).toList());
                if (!after.equals(before)) {
                    changes.add(Change.counted(before, after, arrived.getLast().source(), clock.instant()));
                }
            });
            open.keySet().retainAll(boards.write(changes));
        }
    }

    /** An event and the record it came in. */
    public record Arrived(ScoringEvent event, Source source) {}
}
