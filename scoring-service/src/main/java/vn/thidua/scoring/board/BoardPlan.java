package vn.thidua.scoring.board;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.RoundPlan;
import vn.thidua.events.ScoringOpened.ConferencePlan;

/**
 * What is planned for a board before it is opened.
 *
 * @param year the emulation year
 * @param head the unit that leads the cluster in this year; when absent, the one that does when it is opened
 * @param scoreTable the version of the cluster's score table
 * @param notice what every reader must be told about this board's data
 * @param roundPlan its rounds; absent means the members score themselves and each other until it is closed
 */
public record BoardPlan(
        int year,
        @Nullable String theme,
        @Nullable ConferencePlan conference,
        @Nullable String head,
        String scoreTable,
        @Nullable String notice,
        @Nullable RoundPlan roundPlan) {

    public BoardPlan {
        requireNonNull(scoreTable, "scoreTable");
    }

    /** A board without rounds. */
    public BoardPlan(
            int year,
            @Nullable String theme,
            @Nullable ConferencePlan conference,
            @Nullable String head,
            String scoreTable,
            @Nullable String notice) {
        this(year, theme, conference, head, scoreTable, notice, null);
    }

    BoardPlan with(@Nullable String head) {
        return new BoardPlan(year, theme, conference, head, scoreTable, notice, roundPlan);
    }

    /** Who is a member on this day is a member of the board: the conference's, or the first of the year. */
    public LocalDate membershipDay() {
        return conference == null ? LocalDate.of(year, 1, 1) : conference.date();
    }
}
