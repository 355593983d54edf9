package vn.thidua.ranking.proceedings;

import java.util.List;
import java.util.Optional;
import vn.thidua.events.ProceedingsRecorded;

/**
 * What was decided on a board beside its marks. Immutable.
 *
 * @param version grows with every write, 0 while nothing is stored
 * @param recorded everything that was decided, and what was released or withdrawn since
 */
public record Proceedings(String board, long version, Optional<ProceedingsRecorded> recorded) {

    /** Nothing was decided yet. */
    public static Proceedings none(String board) {
        return new Proceedings(board, 0, Optional.empty());
    }

    /** How many acts there were. */
    public long revision() {
        return recorded.map(ProceedingsRecorded::revision).orElse(0L);
    }

    List<ProceedingsRecorded.Hold> holds() {
        return recorded.map(ProceedingsRecorded::holds).orElse(List.of());
    }

    List<ProceedingsRecorded.Discipline> disciplines() {
        return recorded.map(ProceedingsRecorded::disciplines).orElse(List.of());
    }

    List<ProceedingsRecorded.Preference> preferences() {
        return recorded.map(ProceedingsRecorded::preferences).orElse(List.of());
    }

    List<ProceedingsRecorded.Ballot> ballots() {
        return recorded.map(ProceedingsRecorded::ballots).orElse(List.of());
    }

    List<ProceedingsRecorded.TieDecision> decisions() {
        return recorded.map(ProceedingsRecorded::decisions).orElse(List.of());
    }

    /** The ballots that were not withdrawn, those that did not reach what they need among them. */
    List<ProceedingsRecorded.Ballot> standingBallots() {
        return ballots().stream().filter(ballot -> ballot.withdrawn() == null).toList();
    }

    /** The decisions that were not withdrawn. */
    List<ProceedingsRecorded.TieDecision> standingDecisions() {
        return decisions().stream()
                .filter(decision -> decision.withdrawn() == null)
                .toList();
    }
}
