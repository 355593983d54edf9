package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Giới thiệu: a head and a deputy were introduced for the coming year.
 *
 * @param termYear the year they would lead the cluster in
 * @param nominatedBy the unit that introduced them
 * @param members whose consent is needed
 */
public record LeadershipNominated(
        String board,
        long revision,
        Instant occurredAt,
        ClusterRef cluster,
        int termYear,
        UnitRef head,
        UnitRef deputy,
        String nominatedBy,
        List<UnitRef> members)
        implements RankingEvent {

    public LeadershipNominated {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(cluster, "cluster");
        requireNonNull(head, "head");
        requireNonNull(deputy, "deputy");
        requireNonNull(nominatedBy, "nominatedBy");
        members = Required.list(members, "members");
    }

    @Override
    public String subject() {
        return board + "/leadership";
    }
}
