package vn.thidua.bench.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells whoever waits what is being done, one line at a time. */
public final class Progress {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintWriter out;

    public Progress(PrintWriter out) {
        this.out = out;
    }

    /** Something is done or begins. */
    public void step(String line) {
        out.println("  · " + line);
    }

    /** Prints a count every few seconds until it is closed. */
    public Counting counting(String what, LongSupplier count, long of) {
        var counting = new Counting();
        Thread.ofVirtual().name("progress").start(() -> {
            try {
                while (!counting.over.await(EVERY.toSeconds(), TimeUnit.SECONDS)) {
                    out.printf(Locale.ROOT, "    %s: %,d of %,d%n", what, count.getAsLong(), of);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return counting;
    }

    /** A count that is being printed. */
    public static final class Counting implements AutoCloseable {

        private final CountDownLatch over = new CountDownLatch(1);

        private Counting() {}

        @Override
        public void close() {
            over.countDown();
        }
    }
}
