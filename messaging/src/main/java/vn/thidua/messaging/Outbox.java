package vn.thidua.messaging;

import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <p>Guarantees: at least once; the first publications of an aggregate's entries are in the order of its log, whoever
 * calls and whatever fails; a watermark never runs ahead of an acknowledgement and never goes back. Thread-safe.
 *
 * <p>An aggregate's document has {@value #LOG} (a list of {@link LogEntry}), {@value #LOGGED} (the last entry's
 * {@code seq}), {@value #PUBLISHED} (the watermark, 0 at first) and, while the two differ,
 * {@value #UNPUBLISHED_SINCE}. The watermark moves without a new {@code version}: a write that appends to the log sets
 * {@value #UNPUBLISHED_SINCE} with {@code $min}, whatever it read before, and leaves {@value #PUBLISHED} alone.
 */
public final class Outbox implements SmartLifecycle {

    public static final String LOG = "log";
    public static final String LOGGED = "logged";
    public static final String PUBLISHED = "published";
    public static final String UNPUBLISHED_SINCE = "unpublishedSince";

    private static final Logger logger = LoggerFactory.getLogger(Outbox.class);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int ROOM = 10_000;
    private static final int WATERMARKS_AT_ONCE = 500;

    private final MongoCollection<Document> collection;
    private final String topic;
    private final String source;
    private final EventPublisher publisher;
    private final Clock clock;
    private final Predicate<Document> publishable;
    private final Duration retry;
    private final int room;

    private final Map<String, Flight> flights = new ConcurrentHashMap<>();
    private final BlockingQueue<String> ready = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> landed = new LinkedBlockingQueue<>();
    private final AtomicInteger leftToSweep = new AtomicInteger();
    private volatile @Nullable Crew crew;
    private volatile boolean failing;

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
        this(collection, topic, source, publisher, clock, publishable, RETRY, ROOM);
    }

    /**
     * @param retry the pause before the first repetition of what failed; each further one is twice as long
     * @param room how many aggregates are kept in memory; what exceeds it is left to the sweep
     */
    Outbox(
            MongoCollection<Document> collection,
            String topic,
            String source,
            EventPublisher publisher,
            Clock clock,
            Predicate<Document> publishable,
            Duration retry,
            int room) {
        this.collection = collection;
        this.topic = topic;
        this.source = source;
        this.publisher = publisher;
        this.clock = clock;
        this.publishable = publishable;
        this.retry = retry;
        this.room = room;
    }

    /** The entries of a document's log that its watermark has not reached. */
    public static List<LogEntry> unpublished(Document aggregate) {
        var published = number(aggregate, PUBLISHED);
        return aggregate.getList(LOG, Document.class, List.of()).stream()
                .map(LogEntry::from)
                .filter(entry -> entry.seq() > published)
                .toList();
    }

    /** Whatever integer type a store made of it. */
    private static long number(Document aggregate, String field) {
        return aggregate.get(field) instanceof Number number ? number.longValue() : 0;
    }

    /**
     * Publishes entries that are durable in the aggregate's document. Call it right after the guarded write, with all
     * entries above the watermark that was read: an earlier one that another writer has not sent yet goes first.
     */
    public void publish(String aggregateId, List<LogEntry> unpublished) {
        var flight = flights.compute(aggregateId, (id, known) -> {
            if (known == null && flights.size() >= room) {
                // The broker does not keep up or is away. The document knows what is missing: memory need not.
                leftToSweep.incrementAndGet();
                return null;
            }
            var present = known == null ? new Flight(clock.instant()) : known;
            present.add(unpublished);
            return present.isOver() ? null : present;
        });
        // Only now can the sender find the flight.
        if (flight != null && flight.departs()) {
            ready.add(aggregateId);
        }
    }

    private void sendNext(String aggregateId) {
        var flight = flights.get(aggregateId);
        var entry = flight == null ? null : flight.next();
        if (flight == null || entry == null) {
            return;
        }
        try {
            publisher
                    .send(topic, entry.key(), entry.from(source))
                    .whenComplete((done, failure) -> answered(aggregateId, flight, entry, failure));
        } catch (RuntimeException e) {
            answered(aggregateId, flight, entry, e);
        }
    }

    private void answered(String aggregateId, Flight flight, LogEntry entry, @Nullable Throwable failure) {
        if (flights.get(aggregateId) != flight) {
            return; // answered after the stop
        }
        if (failure != null) {
            warn("Publishing " + entry.id() + " failed and is tried again", failure);
            later(pause(flight.failed()), () -> resume(aggregateId, flight));
            return;
        }
        failing = false;
        var next = flight.acknowledged(entry.seq());
        if (next.land()) {
            landed.add(aggregateId);
        }
        if (next.send()) {
            ready.add(aggregateId);
        }
    }

    private Duration pause(int failures) {
        var pause = retry.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
    }

    /** What failed is read again from its document, which may have been published by another instance meanwhile. */
    private void resume(String aggregateId, Flight flight) {
        try {
            // Before reading: what is written after the read is taken from its writer again.
            flight.resume();
            var aggregate = collection.find(new Document("_id", aggregateId)).first();
            if (aggregate != null && publishable.test(aggregate)) {
                publish(aggregateId, unpublished(aggregate));
            }
            forgetIfOver(aggregateId);
        } catch (RuntimeException e) {
            warn(aggregateId + " could not be read again", e);
            later(pause(flight.failed()), () -> resume(aggregateId, flight));
        }
    }

    private void move(Collection<String> aggregateIds) {
        var through = new LinkedHashMap<String, Long>();
        for (var id : aggregateIds) {
            var flight = flights.get(id);
            if (flight != null) {
                through.put(id, flight.acknowledged());
            }
        }
        if (through.isEmpty()) {
            return;
        }
        try {
            move(through);
        } catch (RuntimeException e) {
            warn(through.size() + " watermarks could not be moved and are tried again", e);
            later(retry, () -> landed.addAll(through.keySet()));
            return;
        }
        through.forEach((id, seq) -> {
            var flight = flights.get(id);
            if (flight != null && flight.moved(seq)) {
                landed.add(id);
            }
            forgetIfOver(id);
        });
    }

    private void move(Map<String, Long> through) {
        var unordered = new BulkWriteOptions().ordered(false);
        var published = new ArrayList<WriteModel<Document>>(through.size());
        through.forEach((id, seq) -> published.add(new UpdateOneModel<>(
                new Document("_id", id).append(LOGGED, seq),
                new Document("$set", new Document(PUBLISHED, seq))
                        .append("$unset", new Document(UNPUBLISHED_SINCE, "")))));
        if (collection.bulkWrite(published, unordered).getMatchedCount() < published.size()) {
            // Some logs have grown since: their watermarks move too, but they stay marked as not yet published.
            var partly = new ArrayList<WriteModel<Document>>(through.size());
            through.forEach((id, seq) -> partly.add(
                    new UpdateOneModel<>(new Document("_id", id), new Document("$max", new Document(PUBLISHED, seq)))));
            collection.bulkWrite(partly, unordered);
        }
    }

    private void forgetIfOver(String aggregateId) {
        flights.computeIfPresent(aggregateId, (id, flight) -> flight.isOver() ? null : flight);
    }

    /** How many aggregates wait for the broker or for their watermark, and since when the oldest does. */
    public State state() {
        var oldest = flights.values().stream().map(Flight::since).min(Comparator.naturalOrder());
        return new State(
                collection.getNamespace().getCollectionName(),
                flights.size() + leftToSweep.get(),
                oldest.map(since -> Duration.between(since, clock.instant()).toSeconds())
                        .orElse(0L));
    }

    /** Finds what is durable and not published, the oldest first, and publishes it. */
    public void sweep() {
        leftToSweep.set(0);
        for (var aggregate : collection.find(exists(UNPUBLISHED_SINCE)).sort(Sorts.ascending(UNPUBLISHED_SINCE))) {
            try {
                republish(aggregate);
            } catch (RuntimeException e) {
                logger.error("{} cannot be published as it stands: {}", aggregate.get("_id"), e.toString());
            }
            if (leftToSweep.get() > 0) {
                return; // no room: the rest is found by the next sweep, once there is
            }
        }
    }

    private void republish(Document aggregate) {
        var id = aggregate.getString("_id");
        if (flights.containsKey(id) || !publishable.test(aggregate)) {
            return;
        }
        var unpublished = unpublished(aggregate);
        if (unpublished.isEmpty()) {
            unmark(id, number(aggregate, PUBLISHED));
        } else {
            publish(id, unpublished);
        }
    }

    /** A crash came between a watermark's last two steps. */
    private void unmark(String aggregateId, long published) {
        collection.updateOne(
                new Document("_id", aggregateId).append(LOGGED, published),
                new Document("$unset", new Document(UNPUBLISHED_SINCE, "")));
    }

    private void sweepQuietly() {
        try {
            sweep();
        } catch (RuntimeException e) {
            warn("The sweep for unpublished events failed and is repeated", e);
        }
    }

    private void sweepWhatWasLeft() {
        if (leftToSweep.get() > 0 && flights.size() <= room / 2) {
            sweepQuietly();
        }
    }

    private void later(Duration pause, Runnable step) {
        var present = crew;
        if (present != null) {
            present.later(pause, step);
        }
    }

    /** An outage of the broker fails thousands of times: it is told once, until something succeeds. */
    private void warn(String what, Throwable why) {
        if (failing) {
            logger.debug("{}: {}", what, why.toString());
        } else {
            logger.warn("{}: {}", what, why.toString());
        }
        failing = true;
    }

    @Override
    public synchronized void start() {
        if (crew == null) {
            var present = new Crew();
            crew = present;
            present.start();
        }
    }

    /** Sends what waits and moves the watermarks of what is acknowledged within a few seconds; the rest keeps. */
    @Override
    public synchronized void stop() {
        var present = crew;
        if (present != null) {
            present.stop();
            crew = null;
            flights.clear();
            ready.clear();
            landed.clear();
            leftToSweep.set(0);
        }
    }

    @Override
    public boolean isRunning() {
        return crew != null;
    }

    /** Before the consumers start and after they have stopped. */
    @Override
    public int getPhase() {
        return -2000;
    }

    /** What is on its way: the number of aggregates, and the age of the oldest in seconds. */
    public record State(String collection, int pending, long oldestSeconds) {}

    /** The threads of one run from start to stop. */
    private final class Crew {

        private final ScheduledExecutorService timer;
        private final Thread sender;
        private final Thread mover;
        private volatile boolean working = true;

        private Crew() {
            var name = "outbox-" + collection.getNamespace().getCollectionName();
            timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name(name + "-timer").factory());
            sender = Thread.ofPlatform().daemon().name(name + "-sender").unstarted(this::send);
            mover = Thread.ofPlatform().daemon().name(name + "-watermark").unstarted(this::move);
        }

        private void start() {
            sender.start();
            mover.start();
            timer.execute(this::index);
            timer.scheduleWithFixedDelay(Outbox.this::sweepQuietly, 0, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
            timer.scheduleWithFixedDelay(
                    Outbox.this::sweepWhatWasLeft, retry.toMillis(), retry.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Few documents are unpublished at any time, so that the sweep reads few. */
        private void index() {
            try {
                collection.createIndex(new Document(UNPUBLISHED_SINCE, 1), new IndexOptions().sparse(true));
            } catch (RuntimeException e) {
                warn("The index for the sweep could not be created, the sweep reads the whole collection", e);
            }
        }

        private void send() {
            try {
                while (working) {
                    var id = ready.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                    if (id != null) {
                        sendNext(id);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void move() {
            var ids = new ArrayList<String>(WATERMARKS_AT_ONCE);
            try {
                while (working) {
                    var first = landed.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                    if (first != null) {
                        ids.add(first);
                        landed.drainTo(ids, WATERMARKS_AT_ONCE - 1);
                        Outbox.this.move(ids);
                        ids.clear();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void later(Duration pause, Runnable step) {
            try {
                timer.schedule(step, pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                logger.debug("Left to the next start", e);
            }
        }

        private void stop() {
            try {
                var deadline = System.nanoTime() + STOP.toNanos();
                while (flights.values().stream().anyMatch(Flight::isMoving) && System.nanoTime() < deadline) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                working = false;
                timer.shutdownNow();
                if (System.nanoTime() >= deadline) {
                    sender.interrupt();
                    mover.interrupt();
                }
                sender.join(STOP);
                mover.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
