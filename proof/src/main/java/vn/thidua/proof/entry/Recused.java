package vn.thidua.proof.entry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scorers stepped back, or were told to: every recusal of the board as it stands. Sheets that a recused scorer gave are in
 * the log and do not count, and are not expected.
 */
public record Recused(String board, long revision, Instant occurredAt, List<Recusal> recusals) implements Entry {

    public Recused {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        recusals = List.copyOf(recusals);
    }

    /** Whether this scorer does not score this target; its sheet for itself it always may give. */
    public boolean recuses(String scorer, String target) {
        return !scorer.equals(target)
                && recusals.stream()
                        .anyMatch(recusal -> recusal.scorer().equals(scorer)
                                && (recusal.target() == null || recusal.target().equals(target)));
    }

    /**
     * One scorer that does not score a target.
     *
     * @param target absent means nobody but itself
     * @param reason stands for why
     */
    public record Recusal(
            String scorer,
            @Nullable String target,
            @Nullable Commitment reason) {}
}
