package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Thống nhất: every member agreed on who leads the cluster in the coming year.
 *
 * @param termYear the year they lead the cluster in
 * @param effectiveFrom the day from which the head's rights are theirs
 * @param members every member of the cluster, each of which consented
 */
public record LeadershipAgreed(
        String board,
        long revision,
        Instant occurredAt,
        ClusterRef cluster,
        int termYear,
        LocalDate effectiveFrom,
        UnitRef head,
        UnitRef deputy,
        List<UnitRef> members)
        implements RankingEvent {

    public LeadershipAgreed {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(cluster, "cluster");
        requireNonNull(effectiveFrom, "effectiveFrom");
        requireNonNull(head, "head");
        requireNonNull(deputy, "deputy");
        members = Required.list(members, "members");
    }

    @Override
    public String subject() {
        return board + "/leadership";
    }
}
