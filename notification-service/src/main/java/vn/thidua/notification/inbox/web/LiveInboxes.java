package vn.thidua.notification.inbox.web;

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
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.thidua.messaging.live.LiveFeed;
import vn.thidua.notification.inbox.Inboxes;
import vn.thidua.notification.inbox.Item;

/**
 * Hộp thư trực tiếp: tells who follows an inbox of every new item, in order, each once on a connection.
 *
 * <p>The store is the only source: what is new is always read from it, after the last item that was told, never passed
 * on from the listener. So it does not matter which instance put an item there. This instance looks at once when it put
 * one there itself, and each second, for the inboxes that are followed at that moment, for what other instances did.
 * That costs one indexed read a second for each followed inbox; following the topic on every instance instead would
 * cost every instance every event, most of which notify nobody, and would still have to wait for the store.
 */
public final class LiveInboxes implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveInboxes.class);
    private static final int PAGE = 200;

    private final Inboxes inboxes;
    private final LiveFeed feed;

    /** The last item told of each followed inbox. An entry's computation is the lock of its inbox. */
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    private @Nullable ScheduledExecutorService watch;
    private volatile boolean storeAnswers = true;

    public LiveInboxes(Inboxes inboxes, LiveFeed feed) {
        this.inboxes = inboxes;
        this.feed = feed;
    }

    /**
     * Connects a reader.
     *
     * @param lastEventId the last item it knows, if any; all later ones come first
     * @param until when it is let go at the latest
     */
    SseEmitter follow(String recipient, @Nullable String lastEventId, Instant until) {
        var connected = new ArrayList<SseEmitter>(1);
        // What is told from here on was put there after this; what was there before, the replay finds.
        told.compute(recipient, (inbox, last) -> {
            var from = last == null ? inboxes.newest(recipient) : last;
            connected.add(feed.subscribe(recipient, lastEventId, until, known -> replay(recipient, known)));
            return from;
        });
        return connected.getFirst();
    }

    /** Tells what is new in this inbox, if anybody follows it. */
    public void grew(String recipient) {
        try {
            told.computeIfPresent(recipient, this::tell);
            storeAnswers = true;
        } catch (RuntimeException e) {
            if (storeAnswers) {
                log.warn("New items cannot be read, those who follow will get them later: {}", e.toString());
            }
            storeAnswers = false;
        }
    }

    private @Nullable Long tell(String recipient, long last) {
        if (!feed.keys().contains(recipient)) {
            return null;
        }
        var next = last;
        for (var items = inboxes.after(recipient, next, PAGE);
                !items.isEmpty();
                items = inboxes.after(recipient, next, PAGE)) {
            for (var item : items) {
                feed.push(recipient, message(item));
                next = item.seq();
            }
        }
        return next;
    }

    private List<LiveFeed.Message> replay(String recipient, @Nullable Long known) {
        var messages = new ArrayList<LiveFeed.Message>();
        if (known == null) {
            return messages;
        }
        var next = Math.max(known, 0);
        for (var items = inboxes.after(recipient, next, PAGE);
                !items.isEmpty();
                items = inboxes.after(recipient, next, PAGE)) {
            items.forEach(item -> messages.add(message(item)));
            next = items.getLast().seq();
        }
        return messages;
    }

    private static LiveFeed.Message message(Item item) {
        return new LiveFeed.Message(item.seq(), "item", ShownItem.of(item));
    }

    @Override
    public void start() {
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("live-inboxes").factory());
        thread.scheduleWithFixedDelay(() -> told.keySet().forEach(this::grew), 1, 1, TimeUnit.SECONDS);
        watch = thread;
    }

    /** Comes before the web server waits for its open requests: a stream would keep it waiting. */
    @Override
    public void stop() {
        if (watch != null) {
            watch.shutdownNow();
            watch = null;
        }
        feed.close();
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }
}
