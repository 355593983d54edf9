package vn.thidua.messaging;

import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the events that stand in the documents of one collection. The state and its event are one guarded
 * single-document write; after it the writer calls {@link #publish}, which returns at once. Once the broker has
 * acknowledged, the document's watermark moves. What a crash left behind is found again at start and once a minute.
 *
 * <p>Guarantees: at least once; per aggregate in the order of the log, whoever calls; a watermark never runs ahead of
 * an acknowledgement. Thread-safe.
 *
 * <p>An aggregate's document has {@value #LOG} (a list of {@link LogEntry}), {@value #LOGGED} (the last entry's
 * {@code seq}), {@value #PUBLISHED} (the watermark, 0 at first) and, while the two differ,
 * {@value #UNPUBLISHED_SINCE}.
 */
public final class Outbox implements SmartLifecycle {

    public static final String LOG = "log";
    public static final String LOGGED = "logged";
    public static final String PUBLISHED = "published";
    public static final String UNPUBLISHED_SINCE = "unpublishedSince";

    private static final Logger logger = LoggerFactory.getLogger(Outbox.class);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int WAITING = 10_000;
    private static final int WATERMARKS_AT_ONCE = 500;

    private final MongoCollection<Document> collection;
    private final String topic;
    private final String source;
    private final EventPublisher publisher;
    private final Clock clock;
    private final Predicate<Document> publishable;

    private final BlockingQueue<Work> work = new LinkedBlockingQueue<>(WAITING);
    private final Map<String, Flight> flights = new ConcurrentHashMap<>();
    private final BlockingQueue<Watermark> watermarks = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService timer;
    private final Thread sender;
    private final Thread mover;
    private volatile boolean running;

    /**
     * @param publishable asked about a document that the sweep found; {@code false} leaves it alone
     */
    public Outbox(
            MongoCollection<Document> collection,
            String topic,
            String source,
            EventPublisher publisher,
            Clock clock,
            Predicate<Document> publishable) {
        this.collection = collection;
        this.topic = topic;
        this.source = source;
        this.publisher = publisher;
        this.clock = clock;
        this.publishable = publishable;
        var name = "outbox-" + collection.getNamespace().getCollectionName();
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name + "-sweep").factory());
        this.sender = Thread.ofPlatform().daemon().name(name + "-sender").unstarted(this::sendWork);
        this.mover = Thread.ofPlatform().daemon().name(name + "-watermark").unstarted(this::moveWatermarks);
    }

    /** The entries of a document's log that its watermark has not reached. */
    public static List<LogEntry> unpublished(Document aggregate) {
        var published = aggregate.get(PUBLISHED, 0L);
        return aggregate.getList(LOG, Document.class, List.of()).stream()
                .map(LogEntry::from)
                .filter(entry -> entry.seq() > published)
                .toList();
    }

    /**
     * Publishes entries that are durable in the aggregate's document. Call it right after the guarded write, with all
     * entries above the watermark that was read: an earlier one that another writer has not sent yet goes first.
     */
    public void publish(String aggregateId, List<LogEntry> unpublished) {
        if (!work.offer(new Work(aggregateId, unpublished))) {
            // The broker does not keep up or is away. The document knows what is missing: memory need not.
            retryLater(aggregateId);
        }
    }

    /** One thread sends, so that whoever wrote first, an aggregate's events leave in the order of its log. */
    private void sendWork() {
        while (running || !work.isEmpty()) {
            try {
                var next = work.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    send(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void send(Work next) {
        flights.compute(next.aggregateId, (id, flying) -> {
            var flight = flying == null ? new Flight(clock.instant()) : flying;
            synchronized (flight) {
                for (var entry : next.entries) {
                    if (entry.seq() > flight.sentThrough) {
                        flight.sentThrough = entry.seq();
                        flight.awaiting++;
                        publisher
                                .send(topic, entry.key(), entry.from(source))
                                .whenComplete((done, failure) -> answered(id, flight, failure));
                    }
                }
                return flight.sentThrough == 0 ? null : flight;
            }
        });
    }

    private void answered(String aggregateId, Flight flight, @Nullable Throwable failure) {
        synchronized (flight) {
            flight.awaiting--;
            if (failure != null) {
                flight.failure = failure;
            }
            if (flight.awaiting == 0) {
                watermarks.add(new Watermark(aggregateId, flight));
            }
        }
    }

    /** How many aggregates wait for the broker or for their watermark, and since when the oldest does. */
    public State state() {
        var oldest = flights.values().stream().map(flight -> flight.since).min(Comparator.naturalOrder());
        return new State(
                collection.getNamespace().getCollectionName(),
                flights.size() + work.size(),
                oldest.map(since -> Duration.between(since, clock.instant()).toSeconds())
                        .orElse(0L));
    }

    /** Finds what is durable and not published, and publishes it. */
    public void sweep() {
        try {
            for (var aggregate : collection.find(exists(UNPUBLISHED_SINCE))) {
                republish(aggregate);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void republish(Document aggregate) throws InterruptedException {
        var id = aggregate.getString("_id");
        if (!flights.containsKey(id) && publishable.test(aggregate)) {
            work.put(new Work(id, unpublished(aggregate)));
        }
    }

    private void moveWatermarks() {
        var landed = new ArrayList<Watermark>(WATERMARKS_AT_ONCE);
        while (running || !flights.isEmpty()) {
            try {
                var first = watermarks.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                landed.add(first);
                watermarks.drainTo(landed, WATERMARKS_AT_ONCE - 1);
                move(landed);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                logger.warn("Watermarks of {} events could not be moved: {}", landed.size(), e.getMessage());
                landed.forEach(watermark -> {
                    flights.remove(watermark.aggregateId);
                    retryLater(watermark.aggregateId);
                });
            }
            landed.clear();
        }
    }

    private void move(List<Watermark> landed) {
        var moves = new ArrayList<WriteModel<Document>>(landed.size());
        for (var watermark : landed) {
            var id = watermark.aggregateId;
            var flight = watermark.flight;
            synchronized (flight) {
                if (flight.awaiting > 0) {
                    continue; // more was sent meanwhile: the last answer moves the watermark
                }
                if (flight.failure != null) {
                    logger.warn("Publishing {} failed and is tried again: {}", id, flight.failure.getMessage());
                    flights.remove(id, flight);
                    retryLater(id);
                    continue;
                }
                flight.landedThrough = flight.sentThrough;
                // Guarded by the last entry: when the log has grown since, that entry's own answer moves it.
                moves.add(new UpdateOneModel<>(
                        new Document("_id", id).append(LOGGED, flight.sentThrough),
                        new Document("$set", new Document(PUBLISHED, flight.sentThrough))
                                .append("$unset", new Document(UNPUBLISHED_SINCE, ""))));
            }
        }
        if (!moves.isEmpty()) {
            collection.bulkWrite(moves, new BulkWriteOptions().ordered(false));
        }
        landed.forEach(watermark ->
                flights.computeIfPresent(watermark.aggregateId, (id, flight) -> flight.hasLanded() ? null : flight));
    }

    private void retryLater(String aggregateId) {
        if (running) {
            timer.schedule(() -> retry(aggregateId), RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void retry(String aggregateId) {
        try {
            var aggregate = collection.find(new Document("_id", aggregateId)).first();
            if (aggregate != null) {
                republish(aggregate);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            logger.warn("Publishing {} is tried again: {}", aggregateId, e.getMessage());
            retryLater(aggregateId);
        }
    }

    private void sweepQuietly() {
        try {
            sweep();
        } catch (RuntimeException e) {
            logger.warn("The sweep for unpublished events failed and is repeated: {}", e.getMessage());
        }
    }

    @Override
    public void start() {
        running = true;
        sender.start();
        mover.start();
        timer.scheduleWithFixedDelay(this::sweepQuietly, 0, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends what waits and moves the watermarks of what is acknowledged within a few seconds; the rest keeps. */
    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        try {
            sender.join(STOP);
            mover.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the consumers start and after they have stopped. */
    @Override
    public int getPhase() {
        return -2000;
    }

    /** What is on its way: the number of aggregates, and the age of the oldest in seconds. */
    public record State(String collection, int pending, long oldestSeconds) {}

    private record Work(String aggregateId, List<LogEntry> entries) {}

    private record Watermark(String aggregateId, Flight flight) {}

    /** The entries of one aggregate on their way. Guarded by itself. */
    private static final class Flight {

        private final Instant since;
        private long sentThrough;
        private long landedThrough;
        private int awaiting;
        private @Nullable Throwable failure;

        private Flight(Instant since) {
            this.since = since;
        }

        private synchronized boolean hasLanded() {
            return awaiting == 0 && landedThrough == sentThrough;
        }
    }
}
