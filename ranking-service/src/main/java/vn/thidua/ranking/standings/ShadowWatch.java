package vn.thidua.ranking.standings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the shadow of each board that changed, a little later and one after the other, and keeps what differs until
 * it no longer does. A board that changes often is looked at once for all of it; when more wait than are kept, the rest
 * is left out: finalising looks again in any case. Thread-safe.
 */
public final class ShadowWatch implements AutoCloseable {

    private static final System.Logger logger = System.getLogger(ShadowWatch.class.getName());
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_DIFFERING = 1_000;

    /** By board, in {@link System#nanoTime()} when it is due; the first is due first. */
    private final LinkedHashMap<String, Long> waiting = new LinkedHashMap<>();

    private final Map<String, List<Deviation>> differing = new ConcurrentHashMap<>();
    private final AtomicLong checked = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();
    private final Function<String, Board> find;
    private final long pause;
    private final Thread thread;
    private boolean open = true;

    /**
     * @param find the board as it is stored
     * @param pause how long a board may go on changing before it is looked at
     */
    public ShadowWatch(Function<String, Board> find, Duration pause) {
        this.find = find;
        this.pause = pause.toNanos();
        thread = Thread.ofPlatform()
                .daemon()
                .name("shadow")
                .priority(Thread.MIN_PRIORITY)
                .start(this::watch);
    }

    /** A board says something else now. Returns at once. */
    public synchronized void changed(String board) {
        if (waiting.size() >= MOST_WAITING && !waiting.containsKey(board)) {
            leftOut.incrementAndGet();
            return;
        }
        waiting.putIfAbsent(board, System.nanoTime() + pause);
        notifyAll();
    }

    private void watch() {
        try {
            for (var board = next(); board != null; board = next()) {
                check(board);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable String next() throws InterruptedException {
        while (open) {
            var first = waiting.firstEntry();
            if (first == null) {
                wait();
                continue;
            }
            var left = first.getValue() - System.nanoTime();
            if (left <= 0) {
                waiting.remove(first.getKey());
                return first.getKey();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return null;
    }

    private void check(String board) {
        try {
            var found = Shadow.differences(find.apply(board));
            checked.incrementAndGet();
            if (found.isEmpty()) {
                differing.remove(board);
            } else if (differing.size() < MOST_DIFFERING || differing.containsKey(board)) {
                if (differing.put(board, found) == null) {
                    logger.log(System.Logger.Level.ERROR, "The standings differ from their shadow: {0}", found);
                }
            }
        } catch (RuntimeException e) {
            logger.log(System.Logger.Level.WARNING, "The shadow of {0} could not be looked at: {1}", board, e);
        }
    }

    /** What was found, as of now. */
    public synchronized State state() {
        return new State(
                checked.get(),
                waiting.size(),
                leftOut.get(),
                differing.values().stream().flatMap(List::stream).toList());
    }

    /** How many boards differ. */
    public int differing() {
        return differing.size();
    }

    @Override
    public void close() {
        synchronized (this) {
            open = false;
            notifyAll();
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @param checked how often a board was looked at since the start of this instance
     * @param waiting boards that are still to be looked at
     * @param leftOut boards that were not, because too many waited
     * @param differences what the standings say, and what the shadow says
     */
    public record State(long checked, int waiting, long leftOut, List<Deviation> differences) {}
}
