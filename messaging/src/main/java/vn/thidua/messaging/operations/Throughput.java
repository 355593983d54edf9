package vn.thidua.messaging.operations;

import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/** Counts events, and how many there were per second over the last ten seconds. Thread-safe. */
public final class Throughput {

    private static final int SECONDS = 10;

    private final Clock clock;
    private final LongAdder total = new LongAdder();
    private final long[] second = new long[SECONDS + 1];
    private final long[] count = new long[SECONDS + 1];

    public Throughput(Clock clock) {
        this.clock = clock;
    }

    /** Counts {@code events} more. */
    public void mark(int events) {
        total.add(events);
        var now = clock.instant().getEpochSecond();
        var slot = (int) (now % second.length);
        synchronized (second) {
            if (second[slot] != now) {
                second[slot] = now;
                count[slot] = 0;
            }
            count[slot] += events;
        }
    }

    /** All that were counted since the start. */
    public long total() {
        return total.sum();
    }

    /** The mean over the last ten full seconds. */
    public double perSecond() {
        var now = clock.instant().getEpochSecond();
        long sum = 0;
        synchronized (second) {
            for (var i = 0; i < second.length; i++) {
                if (second[i] < now && second[i] >= now - SECONDS) {
                    sum += count[i];
                }
            }
        }
        return (double) sum / SECONDS;
    }
}
