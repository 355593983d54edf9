package vn.thidua.scoring.board;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.ScoringOpened;
import vn.thidua.messaging.AuthContext;
import vn.thidua.messaging.problem.RefusalException;

/**
 * Closes boards, so that exactly the sheets in the manifest count, whatever is submitted at the same time.
 *
 * <p>A board and its sheets are different documents and no transaction spans them. So a board is closed in two guarded
 * writes, and the sheets are read between them: OPEN → CLOSING, read every sheet, CLOSING → CLOSED with the manifest. A
 * submission writes its sheet first and reads the board's state after. If it reads OPEN, its write came before the
 * board was CLOSING, hence before the sheets were read: it is in the manifest. If it reads anything else, the manifest
 * decides, see {@link #manifest}.
 *
 * <p>Whoever finds a board CLOSING may finish it, since both writes are guarded and the first manifest stands: a crash
 * between the two holds nothing up. A third write tells the others, once the closing is in the season's log. Thread-safe.
 */
public final class CloseBoard {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private final Boards boards;
    private final StandingSheets sheets;
    private final BoardLog log;
    private final Clock clock;

    public CloseBoard(Boards boards, StandingSheets sheets, BoardLog log, Clock clock) {
        this.boards = boards;
        this.sheets = sheets;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Closes a board; closing it again changes nothing.
     *
     * @param missingBecause why it is closed although sheets are missing
     * @param by who closes it
     * @throws RefusalException when there is no such board, it was never open, or sheets are missing without a reason
     */
    public ScoringClosed close(BoardId id, @Nullable String missingBecause, AuthContext by) {
        var because = missingBecause == null || missingBecause.isBlank() ? null : missingBecause.strip();
        while (true) {
            var board = find(id);
            var opened = board.opened();
            var standing = opened == null ? Map.<String, CountedSheet>of() : sheets.among(expected(opened));
            switch (BoardRules.beginClosing(board, standing, because, by)) {
                case BoardDecision.Refused(var refusal) -> throw new RefusalException(refusal);
                case BoardDecision.Unchanged u -> {
                    return finish(id);
                }
                case BoardDecision.Accepted(var next, var events) -> {
                    if (boards.store(board, next, events, by)) {
                        return finish(id);
                    }
                }
            }
        }
    }

    /** Writes the manifest of a board that is CLOSING, and tells it, unless that has been done. */
    public ScoringClosed finish(BoardId id) {
        while (true) {
            var board = find(id);
            if (board.phase() instanceof Board.Closed(var opened, var closed, var by)) {
                var checkpoint = closed.checkpoint() == null
                        ? log.closed(opened, board.recused(), closed)
                        : Optional.<String>empty();
                if (checkpoint.isEmpty()) {
                    return closed;
                }
                var told = BoardRules.tell(board, checkpoint.get());
                boards.store(board, told.next(), told.events(), by);
                continue;
            }
            var expected = expected(requireNonNull(board.opened(), "an open board"));
            // The order matters: the sheets are read after the board was read as CLOSING.
            var standing = sheets.among(expected);
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var by = board.phase() instanceof Board.Closing closing ? closing.by() : null;
            switch (BoardRules.finishClosing(board, standing, now)) {
                case BoardDecision.Refused(var refusal) -> throw new RefusalException(refusal);
                case BoardDecision.Unchanged u ->
                    throw new IllegalStateException(id + " is " + board.state() + ", not CLOSING");
                case BoardDecision.Accepted(var next, var events) -> boards.store(board, next, events, by);
            }
        }
    }

    /**
     * Which sheets count on a board that was seen CLOSING or CLOSED. Gives whoever is closing it a moment, then
     * finishes the closing itself.
     */
    public ScoringClosed manifest(BoardId id) {
        for (var waited = Duration.ZERO; waited.compareTo(PATIENCE) < 0; waited = waited.plus(GLANCE)) {
            if (find(id).phase() instanceof Board.Closed(var opened, var closed, var by)) {
                return closed;
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        return finish(id);
    }

    /** Of recused scorers too: what they had given is named apart. */
    private static List<String> expected(ScoringOpened opened) {
        return Rounds.of(opened).expected().stream().map(SheetId::toString).toList();
    }

    private Board find(BoardId id) {
        return boards.find(id).orElseThrow(() -> new RefusalException(BoardRefusals.unknown(id.toString())));
    }
}
