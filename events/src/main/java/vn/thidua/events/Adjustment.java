package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Điểm thưởng or điểm trừ on a sheet.
 *
 * @param rule the code of a bonus or penalty rule of the score table
 * @param points hundredths; positive for a bonus, negative for a penalty
 * @param note what it is given for
 */
public record Adjustment(String rule, int points, @Nullable String note) {

    public Adjustment {
        requireNonNull(rule, "rule");
    }
}
