package vn.thidua.ranking.standings;

/** Which of the boards a list may name. */
public sealed interface Visible {

    /** All of them. */
    record All() implements Visible {}

    /** Those that this unit is a member of. */
    record OfMember(String unit) implements Visible {}

    /** Those whose scoring has closed. */
    record Closed() implements Visible {}
}
