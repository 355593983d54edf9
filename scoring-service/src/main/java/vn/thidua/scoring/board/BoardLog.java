package vn.thidua.scoring.board;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;

/** The season's log, as boards come into it. Thread-safe. */
public interface BoardLog {

    /** Whether an entry can hold this opening. */
    boolean holds(ScoringOpened opened);

    /** Sees to it that the opening is in the log; if that fails it is made good with the board's first sheet. */
    void opened(ScoringOpened opened);

    /**
     * Sees to it that the closing is in the log, after every sheet that it counts.
     *
     * @param recused who was recused, if anybody
     * @return the signed checkpoint with it; nothing while the log cannot take it, or holds other sheets than these: then
     *     the closing must not be told
     */
    Optional<String> closed(ScoringOpened opened, @Nullable ScorerRecused recused, ScoringClosed closed);
}
