package vn.thidua.messaging.problem;

/**
 * One thing that is wrong with what was sent.
 *
 * @param pointer a JSON pointer (RFC 6901) to the field
 * @param rule stable name of the rule that was broken, for example {@code mark-above-max}
 * @param detail what was wrong and what to do
 */
public record Violation(String pointer, String rule, Text detail) {}
