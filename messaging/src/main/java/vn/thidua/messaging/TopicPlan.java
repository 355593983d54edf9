package vn.thidua.messaging;

import java.util.Map;

/**
 * A topic as it has to be: created at start when it is not there, and refused when its partitions differ.
 *
 * @param partitions fixed for ever: a key's events are in order only as long as its partition stays
 */
public record TopicPlan(String name, int partitions, Map<String, String> config) {

    public TopicPlan {
        config = Map.copyOf(config);
    }

    /** A topic that keeps its events for ever, because they are the record of what was decided. */
    public static TopicPlan events(String name, int partitions) {
        return new TopicPlan(name, partitions, Map.of("retention.ms", "-1", "cleanup.policy", "delete"));
    }

    /** Takes larger messages than its source: a letter is its record and the reason. */
    static TopicPlan deadLetters(String name) {
        return new TopicPlan(
                name, 1, Map.of("retention.ms", "-1", "cleanup.policy", "delete", "max.message.bytes", "4194304"));
    }
}
