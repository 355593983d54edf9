package vn.thidua.scoring.intake.worker;

import java.time.Duration;
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
import vn.thidua.scoring.intake.EventBatches;
import vn.thidua.scoring.intake.WorkOffBatch;

/**
 * Works batches off, one part of one batch after the other, so that a long batch holds no short one up. At start it goes
 * on with what was not done; what fails is tried again. Thread-safe.
 */
public final class BatchWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BatchWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final EventBatches batches;
    private final WorkOffBatch workOffBatch;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread thread;

    public BatchWorker(EventBatches batches, WorkOffBatch workOffBatch) {
        this.batches = batches;
        this.workOffBatch = workOffBatch;
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
        while (isMine()) {
            try {
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
