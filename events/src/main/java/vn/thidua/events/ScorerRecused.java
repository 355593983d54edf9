package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scorer stepped back, or was told to: it leaves both the mean and the expectation. Carries every recusal of the board
 * as it stands, so that the newest of these facts is all that has to be known. Sheets that a recused scorer had given
 * stay where they are and no longer count.
 *
 * @param recusals in the order in which they were decided
 */
public record ScorerRecused(String board, long revision, Instant occurredAt, List<Recusal> recusals)
        implements ScoringEvent {

    public ScorerRecused {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        recusals = Required.list(recusals, "recusals");
    }

    @Override
    public String subject() {
        return board;
    }

    /** Whether this scorer does not score this target; its sheet for itself it always may give. */
    public boolean recuses(String scorer, String target) {
        return recusals.stream().anyMatch(recusal -> recusal.covers(scorer, target));
    }

    /**
     * One scorer that does not score a target.
     *
     * @param target absent means nobody but itself
     * @param decidedBy the unit that decided it, the scorer itself or the head; absent means the City committee
     * @param since when it was decided
     */
    public record Recusal(
            String scorer,
            @Nullable String target,
            String reason,
            @Nullable String decidedBy,
            Instant since) {

        public Recusal {
            requireNonNull(scorer, "scorer");
            requireNonNull(reason, "reason");
            requireNonNull(since, "since");
        }

        /** Whether this is about that scorer and that target. */
        public boolean covers(String scorer, String target) {
            return this.scorer.equals(scorer)
                    && !scorer.equals(target)
                    && (this.target == null || this.target.equals(target));
        }
    }
}
