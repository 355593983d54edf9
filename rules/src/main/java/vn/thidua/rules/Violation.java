package vn.thidua.rules;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a score table.
 *
 * @param pointer JSON pointer to the field, empty for the table as a whole
 * @param rule a stable name of the rule that is broken, for programs
 * @param text what is wrong and what to do
 */
public record Violation(String pointer, String rule, Text text) {

    public Violation {
        requireNonNull(pointer, "pointer");
        requireNonNull(rule, "rule");
        requireNonNull(text, "text");
    }
}
