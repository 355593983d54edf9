package vn.thidua.scoring.leadership;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Nhiệm kỳ: a unit heads a cluster from a day on, until the next term begins.
 *
 * @param deputy absent when the City committee appointed only a head
 * @param from the first day; it begins at midnight in Hanoi
 */
public record Term(String head, @Nullable String deputy, LocalDate from, Origin appointedBy) {

    public Term {
        requireNonNull(head, "head");
        requireNonNull(from, "from");
        requireNonNull(appointedBy, "appointedBy");
    }

    /** Whose word it was. */
    public enum Origin {
        /** The City committee appointed the head. */
        CITY,
        /** The cluster agreed on its leadership. */
        LEADERSHIP
    }
}
