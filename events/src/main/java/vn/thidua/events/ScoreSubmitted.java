package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A score sheet stands with this content. Revision 1 is the first submission, every later one a correction.
 *
 * @param sheet {@code board/kind/scorer/target}, for example {@code hn-mttq-cum-1:2019/PEER/HBT/DD}
 * @param scorer the unit that gave the marks
 * @param target the unit that the marks are for; the scorer itself when the kind is {@link SheetKind#SELF}
 * @param marks hundredths by criterion code; every criterion of the score table is there, zero is an answer
 * @param adjustments bonuses and penalties
 * @param digest {@code sha-256:} and the hex digest over the canonical JSON (RFC 8785) of the sheet's content
 */
public record ScoreSubmitted(
        String board,
        long revision,
        Instant occurredAt,
        String sheet,
        SheetKind kind,
        String scorer,
        String target,
        Map<String, Integer> marks,
        List<Adjustment> adjustments,
        String digest)
        implements ScoringEvent {

    public ScoreSubmitted {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(sheet, "sheet");
        requireNonNull(kind, "kind");
        requireNonNull(scorer, "scorer");
        requireNonNull(target, "target");
        requireNonNull(digest, "digest");
        marks = Required.sortedMap(marks, "marks");
        adjustments = Required.list(adjustments, "adjustments");
    }

    @Override
    public String subject() {
        return sheet;
    }
}
