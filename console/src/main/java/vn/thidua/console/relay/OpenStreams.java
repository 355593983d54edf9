package vn.thidua.console.relay;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The answers being relayed. Some never end by themselves (a live feed): they are closed when the console stops, before
 * the web server waits for its requests. One that has said nothing for too long is closed, too: its service may be gone
 * without a word, and the reader, who cannot know, comes back to another instance. A feed that is well says something every
 * 15 s. Feeds have a most, so that the memory is not theirs.
 */
@Component
class OpenStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);

    private static final Duration TOO_LONG = Duration.ofSeconds(45);
    /** The web server's buffers, and those of the connection to the service. */
    private static final int BYTES_OF_A_FEED = 150_000;

    private final Duration tooLong;
    private final int mostFeeds;
    private final AtomicInteger feeds = new AtomicInteger();

    /** When each was heard last, in nanoseconds. */
    private final Map<InputStream, Long> open = new ConcurrentHashMap<>();

    private @Nullable ScheduledExecutorService watch;
    private volatile boolean running;

    /** @param mostFeeds 0: those that take a quarter of the memory */
    @Autowired
    OpenStreams(@Value("${thidua.most-feeds}") int mostFeeds) {
        this(TOO_LONG, mostFeeds > 0 ? mostFeeds : (int) (Runtime.getRuntime().maxMemory() / 4 / BYTES_OF_A_FEED));
    }

    OpenStreams(Duration tooLong, int mostFeeds) {
        this.tooLong = tooLong;
        this.mostFeeds = mostFeeds;
    }

    /** Whether one more feed may be relayed; it counts from now on, so that a crowd does not come in all at once. */
    boolean admitFeed() {
        if (feeds.incrementAndGet() > mostFeeds) {
            feedEnded();
            return false;
        }
        return true;
    }

    /** One that was admitted. */
    void feedEnded() {
        feeds.decrementAndGet();
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
