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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.messaging.limit.WebConnections;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;

/**
 * Server-sent events for the readers of many things, each with its key. A reader that comes back with the last id it
 * saw gets what it missed first; on one connection ids only grow, so what is pushed after something newer of its key is
 * not sent. A reader too slow to keep up is let go, and resumes; so is one whose time is over. Thread-safe; a push never
 * waits for a reader.
 *
 * <p>Readers may come in crowds, and come back together when the network was away, before anybody has noticed that they
 * left. There is a most of them, so that the memory is not theirs; who comes when it is reached is told to come again
 * soon, and whether the others are still there is looked at from half of it on.
 *
 * <p>As a bean it lets its readers go before the web server waits for open requests, so that a shutdown is prompt.
 */
public final class LiveFeed implements SmartLifecycle, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Refusal TOO_MANY = new Refusal(
            "too-many-readers",
            503,
            new Text("Quá nhiều người đang theo dõi", "Too many readers"),
            new Text(
                    "Hiện có quá nhiều kết nối theo dõi trực tiếp; hãy thử lại sau vài giây, hoặc đọc không theo dõi.",
                    "Too many follow this live at the moment; try again in a few seconds, or read without following."));
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int WAITING = 256;
    private static final int REPLAYS_AT_ONCE = 32;
    /** Of the memory. */
    private static final double SHARE = 0.25;

    private final Clock clock;
    private final JsonMapper mapper;
    private final Duration heartbeat;
    private final int most;
    private final Map<String, Set<Reader>> readers = new ConcurrentHashMap<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicLong looked = new AtomicLong(System.nanoTime() - BETWEEN_LOOKS.toNanos());
    private final Semaphore replaying = new Semaphore(REPLAYS_AT_ONCE);
    private final Outgoing wake = new Outgoing(new Message(Long.MIN_VALUE, "", ""));
    private final Outgoing look = new Outgoing(new Message(Long.MIN_VALUE, "", ""));
    private volatile boolean open = true;

    /** At most as many readers as take a quarter of the memory. */
    public LiveFeed(Clock clock, JsonMapper mapper) {
        this(clock, mapper, HEARTBEAT, WebConnections.within(SHARE));
    }

    /**
     * @param heartbeat how long a connection is silent at most; one that was left is noticed soon after
     * @param most how many readers there may be at the same time
     */
    LiveFeed(Clock clock, JsonMapper mapper, Duration heartbeat, int most) {
        this.clock = clock;
        this.mapper = mapper;
        this.heartbeat = heartbeat;
        this.most = most;
    }

    /**
     * Connects a reader.
     *
     * @param key what it reads
     * @param lastEventId the {@code Last-Event-ID} header, if the reader sent one
     * @param until when it is let go at the latest, to come back with a new token
     * @param replay what there is after that id, oldest first; after {@code null}, what a new reader gets at once
     * @throws RefusalException when there are too many readers
     */
    public SseEmitter subscribe(
            String key, @Nullable String lastEventId, Instant until, Function<@Nullable Long, List<Message>> replay) {
        var readersNow = connected.incrementAndGet();
        if (readersNow > most / 2) {
            // Those who come now may be those who left unnoticed, and their old connections take memory, too.
            lookWhoIsThere();
        }
        if (readersNow > most) {
            connected.decrementAndGet();
            throw new RefusalException(TOO_MANY, BETWEEN_LOOKS.multipliedBy(2));
        }
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

    /** A write to a connection that was left fails the second time. */
    private void lookWhoIsThere() {
        var last = looked.get();
        var now = System.nanoTime();
        if (now - last >= BETWEEN_LOOKS.toNanos() && looked.compareAndSet(last, now)) {
            readers.values().forEach(all -> all.forEach(reader -> reader.offer(look)));
        }
    }

    /** Tells everyone who reads this; it is written once for all. */
    public void push(String key, Message message) {
        var outgoing = new Outgoing(message);
        readers.getOrDefault(key, Set.of()).forEach(reader -> reader.offer(outgoing));
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

    private final class Outgoing {

        private final Message message;
        private @Nullable String json;

        private Outgoing(Message message) {
            this.message = message;
        }

        private synchronized String json() {
            if (json == null) {
                json = mapper.writeValueAsString(message.data());
            }
            return json;
        }
    }

    /** One connection. Only its own thread writes to it or ends it: both may wait for the network. */
    private final class Reader {

        private final String key;
        private final @Nullable Long last;
        private final Instant until;
        private final SseEmitter emitter = new SseEmitter(0L);
        private final BlockingQueue<Outgoing> waiting = new LinkedBlockingQueue<>(WAITING);
        private volatile boolean gone;

        private Reader(String key, @Nullable Long last, Instant until) {
            this.key = key;
            this.last = last;
            this.until = until;
            emitter.onCompletion(this::letGo);
            emitter.onTimeout(this::letGo);
            emitter.onError(failure -> letGo());
        }

        private void offer(Outgoing message) {
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
            waiting.offer(wake); // when there is no room, there is something that wakes it already
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
                connected.decrementAndGet();
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
            for (var message : replayed(replay)) {
                sent = send(new Outgoing(message), sent);
            }
            for (var message = next(); !gone && clock.instant().isBefore(until); message = next()) {
                if (message == null || message == look) {
                    emitter.send(SseEmitter.event().comment("still here"));
                } else {
                    sent = send(message, sent);
                }
            }
        }

        /**
         * In a thread of its own: what it needs of the stack would stay with the reader's as long as it reads.
         *
         * @throws IllegalStateException when it failed
         */
        private List<Message> replayed(Function<@Nullable Long, List<Message>> replay) throws InterruptedException {
            replaying.acquire();
            try {
                var task = new FutureTask<>(() -> replay.apply(last));
                Thread.ofVirtual().name("replay-" + key).start(task);
                return task.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } finally {
                replaying.release();
            }
        }

        private @Nullable Outgoing next() throws InterruptedException {
            var left = Duration.between(clock.instant(), until);
            var patience = left.compareTo(heartbeat) < 0 ? left : heartbeat;
            return waiting.poll(patience.toMillis() + 1, TimeUnit.MILLISECONDS);
        }

        private long send(Outgoing outgoing, long sent) throws IOException {
            var message = outgoing.message;
            if (gone || message.id() <= sent) {
                return sent;
            }
            emitter.send(SseEmitter.event()
                    .id(String.valueOf(message.id()))
                    .name(message.event())
                    .data(outgoing.json(), MediaType.APPLICATION_JSON));
            return message.id();
        }
    }
}
