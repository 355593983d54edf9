package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * Giải trình: a member answered its first appraisal. Revision 1 is the first answer, every later one replaces all of it.
 *
 * @param target the member
 * @param texts what it says, by criterion code
 */
public record ExplanationGiven(
        String board, long revision, Instant occurredAt, String target, Map<String, String> texts)
        implements ScoringEvent {

    public ExplanationGiven {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(target, "target");
        texts = Required.sortedMap(texts, "texts");
    }

    @Override
    public String subject() {
        return board + "/explanations/" + target;
    }
}
