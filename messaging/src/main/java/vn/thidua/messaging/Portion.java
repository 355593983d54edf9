package vn.thidua.messaging;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How much of a poll is given to the listener at once. All of it, until applying it fails without saying at which
 * record: then half as much, and half again, until it is one record, which is the one to give up; afterwards more
 * again. One partition at a time, as long as there is something to look for.
 *
 * <p>Belongs to the listener's thread, on which its failures are handled too.
 */
final class Portion {

    private static final ThreadLocal<Portion> CURRENT = ThreadLocal.withInitial(Portion::new);
    private static final int WHOLE_POLL = 500;

    private final Map<TopicPartition, Integer> limits = new HashMap<>();
    private final Map<TopicPartition, Integer> given = new LinkedHashMap<>();

    private Portion() {}

    static Portion ofThisThread() {
        return CURRENT.get();
    }

    /** A poll is read from its beginning. */
    void begin() {
        given.clear();
    }

    /** Whether one more record may be given, which then is. */
    boolean takes(TopicPartition partition) {
        int count = given.getOrDefault(partition, 0);
        var another = !limits.isEmpty() && !given.isEmpty() && count == 0;
        if (another || count >= limits.getOrDefault(partition, Integer.MAX_VALUE)) {
            return false;
        }
        given.put(partition, count + 1);
        return true;
    }

    /** What was given was applied: the next portion may be larger. */
    void widen() {
        given.keySet()
                .forEach(partition ->
                        limits.computeIfPresent(partition, (any, limit) -> limit * 2 >= WHOLE_POLL ? null : limit * 2));
        given.clear();
    }

    /**
     * What was given could not be applied: the next portion is smaller.
     *
     * @return whether it was a single record, so that there is nothing to look for
     */
    boolean narrow() {
        var found = given.size() == 1 && given.containsValue(1);
        if (!found) {
            var one = given.size() == 1;
            given.forEach((partition, count) -> limits.put(partition, one ? count / 2 : count));
        }
        given.clear();
        return found;
    }

    /** Whether the listener reads polls through {@link Batch}, so that a smaller portion can be given at all. */
    boolean isKnown() {
        return !given.isEmpty();
    }
}
