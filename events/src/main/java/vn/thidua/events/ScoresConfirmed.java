package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import vn.thidua.events.ScoringClosed.CountedSheet;

/**
 * Xác nhận: a member has seen what it was appraised at. It names the appraisals as they stood then: when one of them is
 * corrected afterwards, the member is asked again.
 *
 * @param target the member
 * @param appraisals the appraisals that it has seen, ordered by sheet
 */
public record ScoresConfirmed(
        String board, long revision, Instant occurredAt, String target, List<CountedSheet> appraisals)
        implements ScoringEvent {

    public ScoresConfirmed {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(target, "target");
        appraisals = Required.list(appraisals, "appraisals");
    }

    @Override
    public String subject() {
        return board + "/confirmations/" + target;
    }
}
