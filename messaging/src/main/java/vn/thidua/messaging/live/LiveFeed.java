package vn.thidua.messaging.live;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events for the readers of many things, each with its key. A reader that comes back with the last id it
 * saw gets what it missed first; on one connection ids only grow. A reader too slow to keep up is let go, and resumes.
 * Thread-safe; a push never waits for a reader.
 */
public final class LiveFeed implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int WAITING = 256;

    private final Map<String, Set<Reader>> readers = new ConcurrentHashMap<>();

    /**
     * Connects a reader.
     *
     * @param key what it reads
     * @param lastEventId the {@code Last-Event-ID} header, if the reader sent one
     * @param replay what there is after that id, oldest first; after {@code null}, what a new reader gets at once
     */
    public SseEmitter subscribe(
            String key, @Nullable String lastEventId, Function<@Nullable Long, List<Message>> replay) {
        var reader = new Reader(key, id(lastEventId));
        // Listening before replaying: what is pushed meanwhile waits, and what came twice is known by its id.
        readers.computeIfAbsent(key, any -> ConcurrentHashMap.newKeySet()).add(reader);
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

    @Override
    public void close() {
        readers.values().forEach(all -> all.forEach(reader -> reader.emitter.complete()));
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

    private final class Reader {

        private final String key;
        private final @Nullable Long last;
        private final SseEmitter emitter = new SseEmitter(0L);
        private final LinkedBlockingQueue<Message> waiting = new LinkedBlockingQueue<>(WAITING);
        private volatile boolean gone;

        private Reader(String key, @Nullable Long last) {
            this.key = key;
            this.last = last;
            emitter.onCompletion(this::leave);
            emitter.onTimeout(this::leave);
            emitter.onError(failure -> leave());
        }

        private void offer(Message message) {
            if (!waiting.offer(message)) {
                emitter.complete();
                leave();
            }
        }

        private void serve(Function<@Nullable Long, List<Message>> replay) {
            try {
                emitter.send(SseEmitter.event().comment("ok").reconnectTime(1_000));
                var sent = last == null ? Long.MIN_VALUE : last;
                for (var message : replay.apply(last)) {
                    sent = send(message, sent);
                }
                while (!gone) {
                    var message = waiting.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                    if (message == null) {
                        emitter.send(SseEmitter.event().comment("still here"));
                    } else {
                        sent = send(message, sent);
                    }
                }
            } catch (IOException | IllegalStateException e) {
                leave();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                leave();
            } catch (RuntimeException e) {
                emitter.completeWithError(e);
                leave();
            }
        }

        private long send(Message message, long sent) throws IOException {
            if (message.id() <= sent) {
                return sent;
            }
            emitter.send(SseEmitter.event()
                    .id(String.valueOf(message.id()))
                    .name(message.event())
                    .data(message.data(), MediaType.APPLICATION_JSON));
            return message.id();
        }

        private void leave() {
            gone = true;
            readers.computeIfPresent(key, (any, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
