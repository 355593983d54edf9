package vn.thidua.scoring.intake;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import vn.thidua.scoring.quarantine.Quarantined.Door;

/**
 * Takes the events of a batch, part by part, going on where it was: what has its results is not taken again, and what
 * was taken when the process died is recognised and answered as a duplicate. Several may work on the same batch at once.
 * Thread-safe.
 */
public final class WorkOffBatch {

    private final EventBatches batches;
    private final TakeEvents takeEvents;
    private final Progress progress;
    private final Clock clock;

    public WorkOffBatch(EventBatches batches, TakeEvents takeEvents, Progress progress, Clock clock) {
        this.batches = batches;
        this.takeEvents = takeEvents;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Takes the next part.
     *
     * @return whether there is more to do
     */
    public boolean step(String id) {
        var found = batches.find(id);
        if (found.isEmpty() || found.get().finishedAt() != null) {
            return false;
        }
        var batch = found.get();
        var part = batch.done();
        var results = batches.results(id, part);
        if (results.isEmpty()) {
            var events =
                    batches.part(id, part).stream().map(EventReader::structured).toList();
            var first = batch.firsts().get(part);
            results = batches.keepResults(id, part, takeEvents.take(batch.submitter(), Door.HTTP, events, first));
        }
        var after = batch.with(results, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (batches.store(batch, after)) {
            progress.made(after, results);
            return after.finishedAt() == null;
        }
        return true;
    }

    /** Hears of each part that is done. */
    @FunctionalInterface
    public interface Progress {

        /** @param results of the part that was done just now */
        void made(EventBatch batch, List<EventResult> results);
    }
}
