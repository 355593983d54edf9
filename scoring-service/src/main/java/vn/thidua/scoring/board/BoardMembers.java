package vn.thidua.scoring.board;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.HashSet;
import java.util.Set;
import vn.thidua.events.UnitRef;
import vn.thidua.scoring.cluster.Clusters;

/**
 * Says which units are members of a board: once it is open, those that it was opened with, whatever becomes of the
 * cluster; before that, those of the cluster on the board's day.
 */
@FunctionalInterface
public interface BoardMembers {

    /** The ids of the members. */
    Set<String> of(Board board);

    /** The ids of the members and of those who were appointed to appraise them. */
    default Set<String> participants(Board board) {
        var units = new HashSet<>(of(board));
        var opened = board.opened();
        var plan = opened == null ? board.plan().roundPlan() : opened.roundPlan();
        if (plan != null) {
            plan.appraisers().forEach(appraiser -> units.add(appraiser.unit().id()));
        }
        return Set.copyOf(units);
    }

    /** Looked up where they are needed. */
    static BoardMembers from(Clusters clusters) {
        return board -> {
            var opened = board.opened();
            if (opened != null) {
                return opened.members().stream().map(UnitRef::id).collect(toUnmodifiableSet());
            }
            return clusters.find(board.id().cluster())
                    .map(cluster -> Set.copyOf(cluster.membersOn(board.plan().membershipDay())))
                    .orElse(Set.of());
        };
    }
}
