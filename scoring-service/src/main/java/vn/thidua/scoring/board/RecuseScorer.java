package vn.thidua.scoring.board;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import vn.thidua.identity.Authority;
import vn.thidua.messaging.problem.RefusalException;

/**
 * Recuses scorers, until their board is closed. It is one guarded write to the board, so that a closing sees it or comes
 * before it. Repeating it changes nothing. Thread-safe.
 */
public final class RecuseScorer {

    private final Boards boards;
    private final Clock clock;

    public RecuseScorer(Boards boards, Clock clock) {
        this.boards = boards;
        this.clock = clock;
    }

    /**
     * Takes a scorer out of the mean and the expectation, for one target or for all but itself.
     *
     * @throws RefusalException when there is no such board, it takes no sheets, or something about the recusal is wrong
     */
    public Board recuse(BoardId id, String scorer, @Nullable String target, String reason, Authority authority) {
        while (true) {
            var board = boards.find(id).orElseThrow(() -> new RefusalException(BoardRefusals.unknown(id.toString())));
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var decidedBy = authority.actor().unit();
            switch (BoardRules.recuse(board, scorer, target, reason.strip(), decidedBy, now)) {
                case BoardDecision.Refused(var refusal) -> throw new RefusalException(refusal);
                case BoardDecision.Unchanged(var standing) -> {
                    return standing;
                }
                case BoardDecision.Accepted(var next, var events) -> {
                    if (boards.store(board, next, events, authority.authContext())) {
                        return next;
                    }
                }
            }
        }
    }
}
