package vn.thidua.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What must not be. All counts are zero when the system kept its promises; the first few of each kind are kept in
 * words. Thread-safe.
 */
public final class Findings {

    private static final int KEPT = 10;

    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong countedTwice = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final List<String> examples = new ArrayList<>();

    /** Something that was acknowledged is not there, or a request was never answered. */
    public void lost(String what) {
        keep("lost: ", lost, what);
    }

    /** Something that was sent once, or repeated with its key, counts more than once. */
    public void countedTwice(String what) {
        keep("counted twice: ", countedTwice, what);
    }

    /** Something is there, but not as it must be. */
    public void wrong(String what) {
        keep("wrong: ", wrong, what);
    }

    private void keep(String kind, AtomicLong count, String what) {
        if (count.incrementAndGet() <= KEPT) {
            synchronized (examples) {
                examples.add(kind + what);
            }
        }
    }

    /** The counts at this moment. */
    public Found found() {
        synchronized (examples) {
            return new Found(lost.get(), countedTwice.get(), wrong.get(), List.copyOf(examples));
        }
    }

    /**
     * How much was found.
     *
     * @param examples the first ten of each kind
     */
    public record Found(long lost, long countedTwice, long wrong, List<String> examples) {

        public Found {
            examples = List.copyOf(examples);
        }

        /** Whether nothing was found. */
        public boolean nothing() {
            return lost == 0 && countedTwice == 0 && wrong == 0;
        }
    }
}
