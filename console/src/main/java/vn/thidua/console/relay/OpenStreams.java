package vn.thidua.console.relay;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The answers being relayed. Some never end by themselves (a live feed): they are closed when the console stops, before
 * the web server waits for its requests. One that has said nothing for too long is closed, too: its service may be gone
 * without a word, and the reader, who cannot know, comes back to another instance. A feed that is well says something every
 * 15 s.
 */
@Component
class OpenStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);

    private static final Duration TOO_LONG = Duration.ofSeconds(45);

    private final Duration tooLong;

    /** When each was heard last, in nanoseconds. */
    private final Map<InputStream, Long> open = new ConcurrentHashMap<>();

    private @Nullable ScheduledExecutorService watch;
    private volatile boolean running;

    @Autowired
    OpenStreams() {
        this(TOO_LONG);
    }

    OpenStreams(Duration tooLong) {
        this.tooLong = tooLong;
    }

    void opened(InputStream stream) throws IOException {
        open.put(stream, System.nanoTime());
        if (!running) {
            closed(stream);
        }
    }

    /** Something came. */
    void heard(InputStream stream) {
        open.replace(stream, System.nanoTime());
    }

    void closed(InputStream stream) throws IOException {
        open.remove(stream);
        stream.close();
    }

    @Override
    public void start() {
        running = true;
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("silent-streams").factory());
        var often = tooLong.toMillis() / 4;
        thread.scheduleWithFixedDelay(this::closeTheSilent, often, often, TimeUnit.MILLISECONDS);
        watch = thread;
    }

    private void closeTheSilent() {
        var now = System.nanoTime();
        open.forEach((stream, heard) -> {
            if (now - heard > tooLong.toNanos()) {
                log.warn("An answer that has said nothing for {} s is closed", tooLong.toSeconds());
                close(stream);
            }
        });
    }

    private void close(InputStream stream) {
        try {
            closed(stream);
        } catch (IOException alreadyGone) {
            log.debug("A stream was closed already", alreadyGone);
        }
    }

    @Override
    public void stop() {
        running = false;
        if (watch != null) {
            watch.shutdownNow();
            watch = null;
        }
        open.keySet().forEach(this::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
