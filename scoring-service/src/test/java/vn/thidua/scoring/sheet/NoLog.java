package vn.thidua.scoring.sheet;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Receipt;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.scoring.board.BoardLog;

/** Takes everything and keeps nothing, for tests of what comes before the log. */
final class NoLog implements SheetLog, BoardLog {

    @Override
    public List<Optional<Receipt.Proof>> prove(List<Counted> revisions) {
        return revisions.stream().map(NoLog::proof).toList();
    }

    private static Optional<Receipt.Proof> proof(Counted counted) {
        return Optional.of(new Receipt.Proof(
                "thidua-receipt-1", counted.sheet().id().toString(), "", counted.revision(), List.of(), ""));
    }

    @Override
    public boolean holds(ScoringOpened opened) {
        return true;
    }

    @Override
    public void opened(ScoringOpened opened) {}

    @Override
    public Optional<String> closed(ScoringOpened opened, @Nullable ScorerRecused recused, ScoringClosed closed) {
        return Optional.of("");
    }
}
