package vn.thidua.messaging.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events for the readers of many things, each with its key. A reader that comes back with the last id it
 * saw gets what it missed first; on one connection ids only grow, so what is pushed after something newer of its key is
 * not sent. A reader too slow to keep up is let go, and resumes; so is one whose time is over. Thread-safe; a push never waits for a reader.
 *
 * <p>As a bean it lets its readers go before the web server waits for open requests, so that a shutdown is prompt.
 */
public final class LiveFeed implements SmartLifecycle, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int WAITING = 256;

    private final Clock clock;
    private final Duration heartbeat;
    private final Map<String, Set<Reader>> readers = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    public LiveFeed(Clock clock) {
        this(clock, HEARTBEAT);
    }

    /** @param heartbeat how long a connection is silent at most; one that was left is noticed soon after */
    LiveFeed(Clock clock, Duration heartbeat) {
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    /**
     * Connects a reader.
     *
     * @param key what it reads
     * @param lastEventId the {@code Last-Event-ID} header, if the reader sent one
     * @param until when it is let go at the latest, to come back with a new token
     * @param replay what there is after that id, oldest first; after {@code null}, what a new reader gets at once
     */
    public SseEmitter subscribe(
            String key, @Nullable String lastEventId, Instant until, Function<@Nullable Long, List<Message>> replay) {
        var reader = new Reader(key, id(lastEventId), until);
        // Listening before replaying: what is pushed meanwhile waits, and what came twice is known by its id.
        readers.compute(key, (any, known) -> {
            var all = known == null ? ConcurrentHashMap.<Reader>newKeySet() : known;
            all.add(reader);
            return all;
        });
        if (!open) {
            reader.letGo();
        }
        Thread.ofVirtual().name("reader-" + key).start(() -> reader.serve(replay));
        return reader.emitter;
    }

    /** Tells everyone who reads this. */
    public void push(String key, Message message) {
        readers.getOrDefault(key, Set.of()).forEach(reader -> reader.offer(message));
    }

    /** The keys that someone reads at this moment. */
    public Set<String> keys() {
        return Set.copyOf(readers.keySet());
    }

    /** Lets all readers go; whoever comes after is let go at once. */
    @Override
    public void close() {
        open = false;
        readers.values().forEach(all -> all.forEach(Reader::letGo));
    }

    @Override
    public void start() {
        open = true;
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    private static @Nullable Long id(@Nullable String lastEventId) {
        try {
            return lastEventId == null || lastEventId.isBlank() ? null : Long.valueOf(lastEventId.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * What a reader receives.
     *
     * @param id grows with every message of a key
     * @param event the name of the event
     * @param data written as JSON
     */
    public record Message(long id, String event, Object data) {}

    /** One connection. Only its own thread writes to it or ends it: both may wait for the network. */
    private final class Reader {

        private static final Message WAKE = new Message(Long.MIN_VALUE, "", "");

        private final String key;
        private final @Nullable Long last;
        private final Instant until;
        private final SseEmitter emitter = new SseEmitter(0L);
        private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>(WAITING);
        private volatile boolean gone;

        private Reader(String key, @Nullable Long last, Instant until) {
            this.key = key;
            this.last = last;
            this.until = until;
            emitter.onCompletion(this::letGo);
            emitter.onTimeout(this::letGo);
            emitter.onError(failure -> letGo());
        }

        private void offer(Message message) {
            if (!waiting.offer(message)) {
                letGo();
            }
        }

        private void letGo() {
            gone = true;
            readers.computeIfPresent(key, (any, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
            waiting.offer(WAKE); // when there is no room, there is something that wakes it already
        }

        private void serve(Function<@Nullable Long, List<Message>> replay) {
            try {
                emitter.send(SseEmitter.event().comment("ok").reconnectTime(1_000));
                send(replay);
            } catch (IOException e) {
                log.debug("A reader of {} is gone: {}", key, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (!gone) {
                    log.warn("A reader of {} is let go and may come back: {}", key, e.toString());
                }
            } finally {
                letGo();
                end();
            }
        }

        private void end() {
            try {
                emitter.complete();
            } catch (IllegalStateException e) {
                log.debug("The server has already ended the connection of a reader of {}: {}", key, e.toString());
            }
        }

        private void send(Function<@Nullable Long, List<Message>> replay) throws IOException, InterruptedException {
            var sent = last == null ? Long.MIN_VALUE : last;
            for (var message : replay.apply(last)) {
                sent = send(message, sent);
            }
            for (var message = next(); !gone && clock.instant().isBefore(until); message = next()) {
                if (message == null) {
                    emitter.send(SseEmitter.event().comment("still here"));
                } else {
                    sent = send(message, sent);
                }
            }
        }

        private @Nullable Message next() throws InterruptedException {
            var left = Duration.between(clock.instant(), until);
            var patience = left.compareTo(heartbeat) < 0 ? left : heartbeat;
            return waiting.poll(patience.toMillis() + 1, TimeUnit.MILLISECONDS);
        }

        private long send(Message message, long sent) throws IOException {
            if (gone || message.id() <= sent) {
                return sent;
            }
            emitter.send(SseEmitter.event()
                    .id(String.valueOf(message.id()))
                    .name(message.event())
                    .data(message.data(), MediaType.APPLICATION_JSON));
            return message.id();
        }
    }
}
