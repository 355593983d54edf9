package vn.thidua.scoring.board;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened.ConferencePlan;

/**
 * What is planned for a board before it is opened.
 *
 * @param year the emulation year
 * @param head the unit that leads the cluster in this year
 * @param scoreTable the version of the cluster's score table
 * @param notice what every reader must be told about this board's data
 */
public record BoardPlan(
        int year,
        @Nullable String theme,
        @Nullable ConferencePlan conference,
        String head,
        String scoreTable,
        @Nullable String notice) {

    public BoardPlan {
        requireNonNull(head, "head");
        requireNonNull(scoreTable, "scoreTable");
    }

    /** Who is a member on this day is a member of the board: the conference's, or the first of the year. */
    public LocalDate membershipDay() {
        return conference == null ? LocalDate.of(year, 1, 1) : conference.date();
    }
}
