package vn.thidua.faults.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vn.thidua.faults.history.History;
import vn.thidua.faults.load.Work.Request;

/**
 * An open loop: so many submissions a second are due, whatever the system does, half over HTTP and half over Kafka; of
 * them 3% correct what stands, and 2% are sent twice with the same key. Only when too many wait for the answers of a door,
 * what is due there is missed.
 */
public final class Load implements AutoCloseable {

    private static final int MOST_OVER_HTTP = 600;
    private static final int MOST_OVER_KAFKA = 3_000;
    private static final int REVISIONS_IN_A_HUNDRED = 3;
    private static final int REPEATS_IN_A_HUNDRED = 2;

    private final Season season;
    private final HttpClients http;
    private final IntakeClients intake;
    private final Tally tally;
    private final Random random;
    private final int perSecond;
    private final Thread pace;
    private volatile boolean over;

    /** Runs from now on. */
    public Load(
            Season season,
            Web web,
            History history,
            List<URI> scoring,
            String brokers,
            int perSecond,
            long seed,
            Tally tally) {
        this.season = season;
        this.tally = tally;
        this.perSecond = perSecond;
        random = new Random(seed);
        http = new HttpClients(web, history, scoring, tally);
        intake = new IntakeClients(brokers, history, tally);
        pace = Thread.ofPlatform().daemon().name("pace").start(this::run);
    }

    private void run() {
        var each = Duration.ofSeconds(1).toNanos() / perSecond;
        var due = System.nanoTime();
        var looked = due;
        while (!over) {
            due += each;
            for (var now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            if (System.nanoTime() - looked > Duration.ofSeconds(1).toNanos()) {
                looked = System.nanoTime();
                intake.look();
            }
            one();
        }
    }

    private void one() {
        var correction = random.nextInt(100) < REVISIONS_IN_A_HUNDRED;
        var work = correction ? standing() : fresh();
        var request = work == null ? null : work.next(random);
        if (work == null || request == null) {
            tally.missed.incrementAndGet();
            return;
        }
        if (correction) {
            tally.revisions.incrementAndGet();
        }
        var twice = random.nextInt(100) < REPEATS_IN_A_HUNDRED;
        if (twice) {
            tally.repeats.incrementAndGet();
        }
        tally.underWay.incrementAndGet();
        if (work.overHttp) {
            Thread.ofVirtual().start(() -> overHttp(request, true));
            if (twice) {
                Thread.ofVirtual().start(() -> overHttp(request, false));
            }
        } else {
            intake.submit(request, true);
            if (twice) {
                intake.submit(request, true);
            }
        }
        if (random.nextInt(200) == 0) {
            var stranger = Season.UNITS.get((Season.UNITS.indexOf(work.scorer) + 1) % Season.UNITS.size());
            Thread.ofVirtual().start(() -> http.trespass(request, stranger));
        }
    }

    private @Nullable Work standing() {
        var work = season.standing();
        return work == null || isFull(work.overHttp) ? null : work;
    }

    private @Nullable Work fresh() {
        var overHttp = random.nextBoolean();
        return isFull(overHttp) ? null : season.fresh(overHttp);
    }

    /** One door that does not answer holds up its own half only. */
    private boolean isFull(boolean overHttp) {
        var overKafka = intake.unanswered();
        return overHttp ? tally.underWay.get() - overKafka >= MOST_OVER_HTTP : overKafka >= MOST_OVER_KAFKA;
    }

    private void overHttp(Request request, boolean counts) {
        try {
            http.submit(request, counts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (counts) {
                tally.underWay.decrementAndGet();
            }
        }
    }

    /** Sends nothing new and waits for what is under way, but no longer than this. */
    public void finish(Duration patience) throws InterruptedException {
        over = true;
        pace.join();
        var deadline = System.nanoTime() + patience.toNanos();
        while (tally.underWay.get() + intake.unanswered() > 0 && System.nanoTime() < deadline) {
            intake.look();
            Thread.sleep(100);
        }
    }

    @Override
    public void close() {
        over = true;
        intake.close();
    }
}
