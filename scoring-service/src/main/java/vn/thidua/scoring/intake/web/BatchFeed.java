package vn.thidua.scoring.intake.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
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
 *
 * <p>What is told is always read from the store, after what was told last: another instance may do some of the parts. This
 * instance looks at once when it did one, and each second for the batches that are watched at that moment.
 */
@Component
class BatchFeed implements WorkOffBatch.Progress, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BatchFeed.class);

    private final LiveFeed feed;
    private final EventBatches batches;

    /** How many parts were told of each watched batch. An entry's computation is the lock of its batch. */
    private final Map<String, Integer> told = new ConcurrentHashMap<>();

    private @Nullable ScheduledExecutorService watch;

    BatchFeed(LiveFeed feed, EventBatches batches) {
        this.feed = feed;
        this.batches = batches;
    }

    SseEmitter subscribe(String batch, @Nullable String lastEventId, Instant until) {
        var connected = new ArrayList<SseEmitter>(1);
        // What is told from here on was done after this; what was done before, the replay finds.
        told.compute(batch, (id, last) -> {
            var from = last == null ? batches.find(id).orElseThrow().done() : last;
            connected.add(feed.subscribe(
                    id, lastEventId, until, known -> messages(batches.find(id).orElseThrow(), 0, known)));
            return from;
        });
        return connected.getFirst();
    }

    @Override
    public void made(EventBatch batch, List<EventResult> results) {
        tell(batch.id());
    }

    private void tell(String batch) {
        try {
            told.computeIfPresent(batch, this::tell);
        } catch (RuntimeException e) {
            log.debug("How far batch {} has come is told later: {}", batch, e.toString());
        }
    }

    private @Nullable Integer tell(String id, int last) {
        if (!feed.keys().contains(id)) {
            return null;
        }
        var batch = batches.find(id).orElseThrow();
        messages(batch, last, null).forEach(message -> feed.push(id, message));
        return batch.done();
    }

    /** The parts after so many, those left out that a reader knows; and the end, once it is there. */
    private List<Message> messages(EventBatch batch, int after, @Nullable Long known) {
        var messages = new ArrayList<Message>();
        for (var done = after + 1; done <= batch.done(); done++) {
            if (known == null || batch.eventsAfter(done) > known) {
                messages.add(part(batch, done, batches.results(batch.id(), done - 1)));
            }
        }
        if (batch.finishedAt() != null) {
            messages.add(end(batch));
        }
        return messages;
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

    @Override
    public void start() {
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("watched-batches").factory());
        thread.scheduleWithFixedDelay(() -> told.keySet().forEach(this::tell), 1, 1, TimeUnit.SECONDS);
        watch = thread;
    }

    @Override
    public void stop() {
        if (watch != null) {
            watch.shutdownNow();
            watch = null;
        }
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }

    /**
     * A part that is done.
     *
     * @param done how many events have their results by then
     */
    record Part(int done, int total, List<ResultView> results) {}
}
