package vn.thidua.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoCollection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.messaging.operations.Throughput;
import vn.thidua.messaging.testing.TestStore;

@Timeout(60)
class OutboxTest {

    private static final Duration RETRY = Duration.ofMillis(20);

    private final MovableClock clock = new MovableClock(Instant.parse("2019-11-05T07:00:00Z"));
    private final Ledger ledger = new Ledger(clock, store());
    private final HeldProducer brokers = new HeldProducer();
    private final List<Outbox> outboxes = new ArrayList<>();

    /** Where the documents are kept. */
    String store() {
        return TestStore.embedded();
    }

    @AfterEach
    void stop() {
        brokers.release();
        outboxes.forEach(Outbox::stop);
    }

    private Outbox outbox() {
        return outbox(ledger.collection(), aggregate -> true, 10_000);
    }

    private Outbox outbox(MongoCollection<Document> collection, Predicate<Document> publishable, int room) {
        var publisher = new EventPublisher(brokers, new Throughput(Clock.systemUTC()));
        var outbox = new Outbox(collection, "topic", "/test", publisher, clock, publishable, RETRY, room);
        outboxes.add(outbox);
        return outbox;
    }

    private Outbox running() {
        var outbox = outbox();
        outbox.start();
        return outbox;
    }

    private static List<String> ids(String aggregate, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(seq -> aggregate + "@" + seq)
                .toList();
    }

    private List<String> firstOccurrences(String aggregate) {
        return List.copyOf(new LinkedHashSet<>(brokers.acknowledged().stream()
                .filter(id -> id.startsWith(aggregate + "@"))
                .toList()));
    }

    private void awaitPublished(String... aggregates) {
        await().untilAsserted(() -> assertThat(aggregates).allMatch(ledger::isPublished));
    }

    @Test
    void publishesInTheOrderOfTheLogHoweverManyWritersThereAre() throws InterruptedException {
        ledger.open("a");
        var outbox = running();

        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 8; i++) {
                writers.submit(() -> {
                    for (var n = 0; n < 25; n++) {
                        outbox.publish("a", ledger.append("a"));
                    }
                });
            }
        }

        awaitPublished("a");
        assertThat(firstOccurrences("a")).isEqualTo(ids("a", 1, 200));
    }

    @Test
    void theWriterOfALaterEntryMayCallFirst() {
        ledger.open("a");
        var outbox = running();
        var first = ledger.append("a");
        var second = ledger.append("a");

        outbox.publish("a", second);
        outbox.publish("a", first);

        awaitPublished("a");
        // The sweep at start may find the first entry before its writer calls: then it goes out twice.
        assertThat(firstOccurrences("a")).isEqualTo(ids("a", 1, 2));
    }

    @Test
    void movesTheWatermarkOnlyOnceTheBrokersHaveAcknowledged() {
        ledger.open("a");
        brokers.hold();
        var outbox = running();
        outbox.publish("a", ledger.append("a"));
        await().until(() -> brokers.waiting() == 1);

        await().during(Duration.ofMillis(100)).until(() -> ledger.watermark("a") == 0 && ledger.isMarked("a"));
        brokers.acknowledgeOldest();

        awaitPublished("a");
        assertThat(ledger.watermark("a")).isEqualTo(1);
    }

    @Test
    void movesTheWatermarkOfALogThatHasGrownSinceAndKeepsItMarked() {
        ledger.open("a");
        brokers.hold();
        var outbox = running();
        outbox.publish("a", ledger.append("a"));
        await().until(() -> brokers.waiting() == 1);
        var second = ledger.append("a");

        brokers.acknowledgeOldest();

        await().until(() -> ledger.watermark("a") == 1);
        assertThat(ledger.isMarked("a")).isTrue();
        outbox.publish("a", second);
        brokers.release();
        awaitPublished("a");
        assertThat(firstOccurrences("a")).containsExactly("a@1", "a@2");
    }

    @Test
    void sendsAgainWhatFailedAndNothingOvertakesIt() {
        ledger.open("a");
        ledger.open("b");
        brokers.failNext(3);
        var outbox = running();
        ledger.append("a");
        ledger.append("a");
        outbox.publish("a", ledger.append("a"));

        awaitPublished("a");
        outbox.publish("b", ledger.append("b"));
        awaitPublished("b");

        assertThat(brokers.sent()).startsWith("a@1", "a@1", "a@1", "a@1");
        assertThat(new LinkedHashSet<>(brokers.acknowledged())).containsExactly("a@1", "a@2", "a@3", "b@1");
    }

    @Test
    void anEventThatIsRefusedHoldsUpNoOtherAggregate() {
        ledger.open("bad");
        ledger.open("good");
        brokers.refuse("bad@1"::equals);
        var outbox = running();

        outbox.publish("bad", ledger.append("bad"));
        outbox.publish("good", ledger.append("good"));

        awaitPublished("good");
        assertThat(ledger.watermark("bad")).isZero();
        assertThat(outbox.state().pending()).isEqualTo(1);
        brokers.refuse(id -> false);
        awaitPublished("bad");
    }

    @Test
    void publishesAtStartWhatACrashLeftBetweenWriteAndPublication() {
        ledger.open("a");
        ledger.append("a");
        ledger.append("a");

        running();

        awaitPublished("a");
        assertThat(brokers.acknowledged()).containsExactly("a@1", "a@2");
    }

    @Test
    void publishesAgainUnderTheSameIdAfterACrashBeforeTheWatermark() {
        ledger.open("a");
        var away = new AtomicBoolean(true);
        var crashing = outbox(failingWrites(away), aggregate -> true, 10_000);
        crashing.start();
        crashing.publish("a", ledger.append("a"));
        await().until(() -> brokers.hasAcknowledged("a@1"));
        assertThat(ledger.watermark("a")).isZero();

        running();

        awaitPublished("a");
        assertThat(brokers.acknowledged()).containsOnly("a@1").hasSizeGreaterThan(1);
        away.set(false); // or its stop would wait
    }

    @Test
    void movesTheWatermarkOnceTheStoreAnswersAgainWithoutPublishingAgain() {
        ledger.open("a");
        var away = new AtomicBoolean(true);
        var outbox = outbox(failingWrites(away), aggregate -> true, 10_000);
        outbox.start();
        outbox.publish("a", ledger.append("a"));
        await().until(() -> brokers.hasAcknowledged("a@1"));

        away.set(false);

        awaitPublished("a");
        assertThat(brokers.sent()).containsExactly("a@1");
        await().until(() -> outbox.state().pending() == 0);
    }

    @Test
    void clearsTheMarkThatACrashLeftOnAPublishedLog() {
        ledger.open("a");
        ledger.append("a");
        ledger.collection()
                .updateOne(new Document("_id", "a"), new Document("$set", new Document(Outbox.PUBLISHED, 1L)));

        running();

        awaitPublished("a");
        assertThat(brokers.sent()).isEmpty();
    }

    @Test
    void leavesAloneWhatIsNotPublishableYet() {
        ledger.open("early");
        ledger.open("due");
        ledger.append("early");
        ledger.append("due");
        var settled = new AtomicBoolean();
        var outbox = outbox(
                ledger.collection(), aggregate -> settled.get() || !"early".equals(aggregate.getString("_id")), 10_000);

        outbox.start();
        awaitPublished("due");
        assertThat(brokers.sent()).containsExactly("due@1");
        assertThat(ledger.isMarked("early")).isTrue();
        settled.set(true);
        outbox.sweep();

        awaitPublished("early");
    }

    @Test
    void aDocumentThatCannotBeReadDoesNotKeepTheOthersFromBeingPublished() {
        ledger.open("broken");
        ledger.append("broken");
        ledger.collection()
                .updateOne(
                        new Document("_id", "broken"),
                        new Document("$set", new Document(Outbox.LOG, List.of(new Document("seq", "one")))));
        ledger.open("whole");
        ledger.append("whole");

        running();

        awaitPublished("whole");
    }

    @Test
    void recoversWhatDidNotFitIntoMemory() {
        var all = IntStream.range(0, 60).mapToObj(i -> "a" + i).toArray(String[]::new);
        brokers.hold();
        var outbox = outbox(ledger.collection(), aggregate -> true, 10);
        outbox.start();
        for (var id : all) {
            ledger.open(id);
            outbox.publish(id, ledger.append(id));
        }
        assertThat(outbox.state().pending()).isGreaterThanOrEqualTo(10);
        assertThat(brokers.sent()).hasSizeLessThanOrEqualTo(10);

        brokers.release();

        awaitPublished(all);
        await().until(() -> outbox.state().pending() == 0);
    }

    @Test
    void stopWaitsForWhatIsOnItsWay() {
        ledger.open("a");
        brokers.hold();
        var outbox = running();
        outbox.publish("a", ledger.append("a"));
        await().until(() -> brokers.waiting() == 1);

        var stopping = Thread.ofVirtual().start(outbox::stop);
        await().during(Duration.ofMillis(100)).until(stopping::isAlive);
        brokers.release();

        await().until(() -> !stopping.isAlive());
        assertThat(ledger.isPublished("a")).isTrue();
        assertThat(outbox.isRunning()).isFalse();
        assertThat(threadsOf(outbox)).isEmpty();
    }

    @Test
    void stopDoesNotWaitForEverForBrokersThatAreAwayAndTheNextStartPublishes() {
        ledger.open("a");
        brokers.hold();
        var outbox = running();
        outbox.publish("a", ledger.append("a"));
        await().until(() -> brokers.waiting() == 1);

        outbox.stop();

        assertThat(ledger.watermark("a")).isZero();
        assertThat(threadsOf(outbox)).isEmpty();
        brokers.release();
        assertThat(ledger.watermark("a")).isZero();
        outbox.start();
        awaitPublished("a");
    }

    @Test
    void tellsHowMuchWaitsAndSinceWhen() {
        ledger.open("a");
        ledger.open("b");
        brokers.hold();
        var outbox = running();
        assertThat(outbox.state().pending()).isZero();
        assertThat(outbox.state().oldestSeconds()).isZero();

        outbox.publish("a", ledger.append("a"));
        clock.advance(Duration.ofSeconds(7));
        outbox.publish("b", ledger.append("b"));
        outbox.publish("b", ledger.append("b"));

        assertThat(outbox.state()).isEqualTo(new Outbox.State(collectionName(), 2, 7));
        brokers.release();
        await().until(() -> outbox.state().equals(new Outbox.State(collectionName(), 0, 0)));
    }

    /** Writers, failures and acknowledgements in an order that the seed decides. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noWatermarkGoesBackOrPassesWhatIsNotAcknowledged(long seed) throws InterruptedException {
        var random = new Random(seed);
        var aggregates = List.of("a", "b", "c", "d");
        aggregates.forEach(ledger::open);
        brokers.hold();
        var outbox = running();
        var over = new CountDownLatch(1);
        var wrong = new ConcurrentLinkedQueue<String>();
        var observer = Thread.ofVirtual().start(() -> observe(aggregates, over, wrong));

        var kept = new ArrayList<Runnable>();
        for (var step = 0; step < 400; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    var id = aggregates.get(random.nextInt(aggregates.size()));
                    var unpublished = ledger.append(id);
                    kept.add(() -> outbox.publish(id, unpublished));
                }
                case 3, 4 -> {
                    if (!kept.isEmpty()) {
                        kept.remove(random.nextInt(kept.size())).run();
                    }
                }
                case 5, 6 -> brokers.acknowledgeOldest();
                default -> brokers.failOldest();
            }
        }
        kept.forEach(Runnable::run);
        brokers.release();

        awaitPublished(aggregates.toArray(String[]::new));
        over.countDown();
        observer.join();
        assertThat(wrong).isEmpty();
        assertThat(aggregates)
                .allSatisfy(id -> assertThat(firstOccurrences(id))
                        .isEqualTo(ids(
                                id, 1, ledger.read(id).getLong(Outbox.LOGGED).intValue())));
    }

    private void observe(List<String> aggregates, CountDownLatch over, ConcurrentLinkedQueue<String> wrong) {
        var last = new HashMap<String, Long>();
        try {
            while (!over.await(1, TimeUnit.MILLISECONDS)) {
                for (var id : aggregates) {
                    var watermark = ledger.watermark(id);
                    if (watermark < last.getOrDefault(id, 0L)) {
                        wrong.add(id + " went back to " + watermark);
                    }
                    if (watermark > 0 && !brokers.hasAcknowledged(id + "@" + watermark)) {
                        wrong.add(id + " passed what is not acknowledged: " + watermark);
                    }
                    last.put(id, watermark);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String collectionName() {
        return ledger.collection().getNamespace().getCollectionName();
    }

    private List<String> threadsOf(Outbox outbox) {
        var name = "outbox-" + outbox.state().collection();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(thread -> thread.startsWith(name))
                .toList();
    }

    /** The collection, of which bulk writes fail for as long as the store is away. */
    @SuppressWarnings("unchecked")
    private MongoCollection<Document> failingWrites(AtomicBoolean away) {
        return (MongoCollection<Document>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (proxy, method, arguments) -> {
                    if (away.get() && method.getName().equals("bulkWrite")) {
                        throw new MongoTimeoutException("the store is away");
                    }
                    try {
                        return method.invoke(ledger.collection(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
