package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A board takes sheets from now on, under rules that no longer change.
 *
 * @param period the part of the board's id after the cluster, for example {@code 2019} or {@code 2019-H1}
 * @param year the emulation year
 * @param theme the year's theme
 * @param conference when and where the cluster closes its year
 * @param head the unit that leads the cluster in this year
 * @param members the units that score and are scored, in the cluster's order
 * @param notice what every reader must be told about this board's data, for example that its marks are invented
 * @param roundPlan its rounds; absent means the members score themselves and each other until it is closed
 */
public record ScoringOpened(
        String board,
        long revision,
        Instant occurredAt,
        ClusterRef cluster,
        String period,
        int year,
        @Nullable String theme,
        @Nullable ConferencePlan conference,
        String head,
        List<UnitRef> members,
        ScoreTable scoreTable,
        @Nullable String notice,
        @Nullable RoundPlan roundPlan)
        implements ScoringEvent {

    public ScoringOpened {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(cluster, "cluster");
        requireNonNull(period, "period");
        requireNonNull(head, "head");
        requireNonNull(scoreTable, "scoreTable");
        members = Required.list(members, "members");
    }

    /** A board without rounds. */
    public ScoringOpened(
            String board,
            long revision,
            Instant occurredAt,
            ClusterRef cluster,
            String period,
            int year,
            @Nullable String theme,
            @Nullable ConferencePlan conference,
            String head,
            List<UnitRef> members,
            ScoreTable scoreTable,
            @Nullable String notice) {
        this(
                board,
                revision,
                occurredAt,
                cluster,
                period,
                year,
                theme,
                conference,
                head,
                members,
                scoreTable,
                notice,
                null);
    }

    @Override
    public String subject() {
        return board;
    }

    /** Hội nghị tổng kết: the day and the place. */
    public record ConferencePlan(LocalDate date, @Nullable String place) {

        public ConferencePlan {
            requireNonNull(date, "date");
        }
    }
}
