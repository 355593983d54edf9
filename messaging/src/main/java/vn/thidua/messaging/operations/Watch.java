package vn.thidua.messaging.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Takes one step of a check after the other, about one a second, and tells operations what was found. */
public final class Watch implements SmartLifecycle, Alterations {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Runnable step;
    private final Supplier<List<Alteration>> found;
    private volatile @Nullable Thread thread;
    private int told;

    /**
     * @param step checks a portion, and is short
     * @param found what differs, as it was when last looked at
     */
    public Watch(Runnable step, Supplier<List<Alteration>> found, MeterRegistry meters) {
        this.step = step;
        this.found = found;
        Gauge.builder("thidua.alterations", found, watched -> watched.get().size())
                .description("What is not stored as it was received")
                .register(meters);
    }

    @Override
    public List<Alteration> found() {
        return found.get();
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            var working = Thread.ofVirtual().name("integrity").unstarted(this::work);
            thread = working;
            working.start();
        }
    }

    private void work() {
        while (Thread.currentThread() == thread) {
            try {
                step.run();
                tell();
            } catch (RuntimeException e) {
                log.warn("What is stored could not be checked, and is again soon: {}", e.toString());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void tell() {
        var now = found.get();
        if (now.size() != told) {
            told = now.size();
            now.forEach(one -> log.error("ALTERED {}: {}", one.subject(), one.en()));
        }
    }

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
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
