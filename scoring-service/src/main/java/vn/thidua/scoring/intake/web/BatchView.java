package vn.thidua.scoring.intake.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.scoring.intake.EventBatch;
import vn.thidua.scoring.intake.EventBatches;
import vn.thidua.scoring.intake.EventResult;
import vn.thidua.scoring.web.Page;

/**
 * A batch that is worked off, as it is shown.
 *
 * @param done how many events have their results
 * @param results those that there are, in the order of the events, a page at a time
 */
record BatchView(
        String id,
        EventBatch.State state,
        Instant receivedAt,
        @Nullable Instant finishedAt,
        int total,
        int done,
        int accepted,
        int duplicate,
        int refused,
        @Nullable Page<ResultView> results) {

    /** Without results. */
    static BatchView of(EventBatch batch) {
        return of(batch, null);
    }

    /** With the results after this index. */
    static BatchView of(EventBatch batch, EventBatches batches, int after, int limit) {
        var wanted = Page.more(limit);
        var found = new ArrayList<EventResult>();
        for (var part = partOf(batch, after + 1); part < batch.done() && found.size() < wanted; part++) {
            batches.results(batch.id(), part).stream()
                    .filter(result -> result.index() > after)
                    .forEach(found::add);
        }
        List<EventResult> some = found.subList(0, Math.min(found.size(), wanted));
        var page = Page.of(some, limit, (EventResult result) -> String.valueOf(result.index()));
        return of(batch, new Page<>(page.items().stream().map(ResultView::of).toList(), page.next()));
    }

    private static int partOf(EventBatch batch, int index) {
        var part = 0;
        while (part + 1 < batch.firsts().size() && batch.firsts().get(part + 1) <= index) {
            part++;
        }
        return part;
    }

    private static BatchView of(EventBatch batch, @Nullable Page<ResultView> results) {
        return new BatchView(
                batch.id(),
                batch.state(),
                batch.receivedAt(),
                batch.finishedAt(),
                batch.total(),
                batch.eventsAfter(batch.done()),
                batch.counts().accepted(),
                batch.counts().duplicate(),
                batch.counts().refused(),
                results);
    }
}
