package vn.thidua.messaging.patrol;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes through everything there is, over and over, a portion at a time: up to nine hundred within 45 portions; when there
 * are more, it takes longer, so that a portion costs no more in the tenth year than in the first. Used by one thread.
 *
 * @param <T> what there is
 * @param <K> what it is ordered by
 */
public final class Patrol<T, K> {

    private static final int PORTIONS = 45;
    private static final int FEWEST = 5;
    private static final int MOST = 20;

    private final Page<T, K> page;
    private final Function<T, K> key;
    private @Nullable K after;
    private int seen;
    private int portion = MOST;

    public Patrol(Page<T, K> page, Function<T, K> key) {
        this.page = page;
        this.key = key;
    }

    /** The next portion; the first again after the last. */
    public List<T> next() {
        var some = page.after(after, portion);
        seen += some.size();
        if (some.size() < portion) {
            portion = Math.clamp(Math.ceilDiv(seen, PORTIONS), FEWEST, MOST);
            seen = 0;
            after = null;
        } else {
            after = key.apply(some.getLast());
        }
        return some;
    }

    /** So many after one, in order; from the first after {@code null}. */
    public interface Page<T, K> {

        List<T> after(@Nullable K after, int limit);
    }
}
