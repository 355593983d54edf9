package vn.thidua.scoring.intake.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import vn.thidua.scoring.intake.EventBatch;
import vn.thidua.scoring.intake.EventBatches;
import vn.thidua.scoring.intake.WorkOffBatch;

/**
 * Works batches off, one part of one batch after the other, so that a long batch holds no short one up. At start it goes
 * on with what was not done; what fails is tried again. Later it takes over what stands still because the instance that
 * took it has died. Two that work on the same batch do no harm: each part's results are kept once. Thread-safe.
 */
public final class BatchWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BatchWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(10);

    /** A part takes a second or two. */
    private static final Duration STANDS_STILL = Duration.ofSeconds(15);

    private final EventBatches batches;
    private final WorkOffBatch workOffBatch;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Duration standsStill;

    /** How far the others' batches had come when they were looked at. */
    private final Map<String, Integer> others = new HashMap<>();

    private volatile @Nullable Thread thread;

    public BatchWorker(EventBatches batches, WorkOffBatch workOffBatch) {
        this(batches, workOffBatch, STANDS_STILL);
    }

    /** @param standsStill after how long without progress a batch is taken over */
    BatchWorker(EventBatches batches, WorkOffBatch workOffBatch, Duration standsStill) {
        this.batches = batches;
        this.workOffBatch = workOffBatch;
        this.standsStill = standsStill;
    }

    /** Works on this batch soon; it is durable already. */
    public void add(String batch) {
        if (known.add(batch)) {
            waiting.add(batch);
        }
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            var working = Thread.ofVirtual().name("batches").unstarted(this::work);
            thread = working;
            working.start();
        }
    }

    private void work() {
        begin();
        var looked = System.nanoTime();
        while (isMine()) {
            try {
                if (System.nanoTime() - looked > standsStill.toNanos()) {
                    takeOver();
                    looked = System.nanoTime();
                }
                var batch = waiting.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
                if (batch != null) {
                    step(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void begin() {
        while (isMine()) {
            try {
                batches.unfinished().forEach(this::add);
                return;
            } catch (RuntimeException e) {
                log.warn("The batches that are not done cannot be looked up yet: {}", e.toString());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void takeOver() {
        try {
            var unfinished = batches.unfinished();
            others.keySet().retainAll(unfinished);
            others.keySet().removeAll(known);
            for (var id : unfinished) {
                if (!known.contains(id)) {
                    var done = batches.find(id).map(EventBatch::done).orElse(0);
                    if (done.equals(others.put(id, done))) {
                        others.remove(id);
                        add(id);
                    }
                }
            }
        } catch (RuntimeException e) {
            log.warn("Whether a batch stands still is looked at later: {}", e.toString());
        }
    }

    private void step(String batch) {
        try {
            if (workOffBatch.step(batch)) {
                waiting.add(batch);
            } else {
                known.remove(batch);
            }
        } catch (RuntimeException e) {
            log.warn("Batch {} goes on later: {}", batch, e.toString());
            waiting.add(batch);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isMine() {
        return Thread.currentThread() == thread;
    }

    /** The part at hand is finished first: nothing is interrupted half way. */
    @Override
    public void stop() {
        Thread working;
        synchronized (this) {
            working = thread;
            thread = null;
        }
        if (working != null) {
            LockSupport.unpark(working);
            try {
                working.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        waiting.clear();
        known.clear();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
