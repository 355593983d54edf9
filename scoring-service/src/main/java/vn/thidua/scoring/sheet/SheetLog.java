package vn.thidua.scoring.sheet;

import java.util.List;
import java.util.Optional;
import vn.thidua.events.Receipt;

/** The season's log, as sheets come into it. Thread-safe. */
public interface SheetLog {

    /**
     * Sees to it that these revisions are in the log, each with those before it, and each once whoever asks and however
     * often.
     *
     * @return one proof for each, in the same order; none where the log cannot take entries: what is not in the log is not
     *     to be published
     */
    List<Optional<Receipt.Proof>> prove(List<Counted> revisions);

    /**
     * A durable revision that counts.
     *
     * @param sheet has it in its history
     */
    record Counted(Sheet sheet, long revision) {}
}
