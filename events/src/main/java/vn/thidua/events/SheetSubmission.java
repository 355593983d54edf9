package vn.thidua.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a district system sends on {@link Topics#intake(String)}: one score sheet, complete. Everything may be missing here,
 * because it comes from outside; the scoring service says what is.
 *
 * @param marks hundredths by criterion code
 * @param adjustments bonuses and penalties; absent means none
 * @param replaces the revision that this corrects; absent on a first submission
 * @param reason why it is corrected
 */
public record SheetSubmission(
        @Nullable String board,
        @Nullable String kind,
        @Nullable String scorer,
        @Nullable String target,
        @Nullable Map<String, @Nullable Integer> marks,
        @Nullable List<@Nullable Adjustment> adjustments,
        @Nullable Long replaces,
        @Nullable String reason) {

    /** A submission that gives no reason. */
    public SheetSubmission(
            @Nullable String board,
            @Nullable String kind,
            @Nullable String scorer,
            @Nullable String target,
            @Nullable Map<String, @Nullable Integer> marks,
            @Nullable List<@Nullable Adjustment> adjustments,
            @Nullable Long replaces) {
        this(board, kind, scorer, target, marks, adjustments, replaces, null);
    }
}
