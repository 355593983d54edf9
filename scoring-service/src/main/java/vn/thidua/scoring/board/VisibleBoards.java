package vn.thidua.scoring.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.scoring.access.Reach;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.cluster.Clusters;

/**
 * Lists the boards that somebody may see. A unit's are those that were opened with it, found by their members, and among
 * those still being prepared in its clusters the ones on whose day it is a member. Costs what it shows, however many
 * boards there are. Thread-safe.
 */
public final class VisibleBoards {

    private static final int CLUSTERS_AT_ONCE = 100;

    private final Boards boards;
    private final Clusters clusters;

    public VisibleBoards(Boards boards, Clusters clusters) {
        this.boards = boards;
        this.clusters = clusters;
    }

    /** At most {@code limit} boards within reach ordered by id, those after {@code after}. */
    public List<Board> page(Reach reach, @Nullable String after, int limit) {
        return switch (reach) {
            case Reach.Everyone everyone -> boards.page(after, limit);
            case Reach.OfUnit(var unit) -> {
                var visible = new ArrayList<>(boards.openedWith(unit, after, limit));
                for (var cluster : clustersOf(reach)) {
                    visible.addAll(prepared(cluster, unit, after, limit));
                }
                yield visible.stream()
                        .sorted(Comparator.comparing(board -> board.id().toString()))
                        .limit(limit)
                        .toList();
            }
        };
    }

    private List<Board> prepared(Cluster cluster, String unit, @Nullable String after, int limit) {
        var found = new ArrayList<Board>();
        var from = after;
        while (found.size() < limit) {
            var some = boards.preparedIn(cluster.id(), from, limit);
            some.stream()
                    .filter(board ->
                            cluster.membersOn(board.plan().membershipDay()).contains(unit))
                    .forEach(found::add);
            if (some.size() < limit) {
                break;
            }
            from = some.getLast().id().toString();
        }
        return found;
    }

    private List<Cluster> clustersOf(Reach reach) {
        var all = new ArrayList<Cluster>();
        while (true) {
            var after = all.isEmpty() ? null : all.getLast().id();
            var some = clusters.page(reach, after, CLUSTERS_AT_ONCE);
            all.addAll(some);
            if (some.size() < CLUSTERS_AT_ONCE) {
                return all;
            }
        }
    }
}
