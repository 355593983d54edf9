package vn.thidua.scoring.intake.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.thidua.messaging.live.LiveFeed;
import vn.thidua.messaging.live.LiveFeed.Message;
import vn.thidua.scoring.intake.EventBatch;
import vn.thidua.scoring.intake.EventBatches;
import vn.thidua.scoring.intake.EventResult;
import vn.thidua.scoring.intake.WorkOffBatch;

/**
 * Tells who watches a batch of each part that is done. An id is how many events have their results by then, so that a
 * reader who comes back misses none; one more says that all have.
 */
@Component
class BatchFeed implements WorkOffBatch.Progress {

    private final LiveFeed feed;
    private final EventBatches batches;

    BatchFeed(LiveFeed feed, EventBatches batches) {
        this.feed = feed;
        this.batches = batches;
    }

    SseEmitter subscribe(String batch, @Nullable String lastEventId) {
        return feed.subscribe(batch, lastEventId, last -> missed(batch, last));
    }

    @Override
    public void made(EventBatch batch, List<EventResult> results) {
        feed.push(batch.id(), part(batch, batch.done(), results));
        if (batch.finishedAt() != null) {
            feed.push(batch.id(), end(batch));
        }
    }

    private List<Message> missed(String id, @Nullable Long last) {
        var batch = batches.find(id).orElseThrow();
        var missed = new ArrayList<Message>();
        for (var done = 1; done <= batch.done(); done++) {
            if (last == null || batch.eventsAfter(done) > last) {
                missed.add(part(batch, done, batches.results(id, done - 1)));
            }
        }
        if (batch.finishedAt() != null) {
            missed.add(end(batch));
        }
        return missed;
    }

    private static Message part(EventBatch batch, int done, List<EventResult> results) {
        var events = batch.eventsAfter(done);
        return new Message(
                events,
                "results",
                new Part(
                        events,
                        batch.total(),
                        results.stream().map(ResultView::of).toList()));
    }

    private static Message end(EventBatch batch) {
        return new Message(batch.total() + 1L, "done", BatchView.of(batch));
    }

    /**
     * A part that is done.
     *
     * @param done how many events have their results by then
     */
    record Part(int done, int total, List<ResultView> results) {}
}
