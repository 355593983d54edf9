package vn.thidua.console.operations;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.thidua.console.service.Service;

/**
 * How one service is doing.
 *
 * @param pipeline absent when the service does not tell
 */
record ServiceReport(Service service, State state, @Nullable Pipeline pipeline) {

    enum State {
        /** It answers, and says that it is well. */
        UP,
        /** It answers, and says that it is not. */
        UNWELL,
        /** It does not answer. */
        DOWN
    }

    /** What the service's {@code pipeline} endpoint tells. */
    record Pipeline(
            @Nullable List<Consumer> consumers,
            @Nullable List<Outbox> outboxes,
            @Nullable List<Alteration> alterations,
            @Nullable Double consumedPerSecond,
            @Nullable Double publishedPerSecond,
            @Nullable Long consumed,
            @Nullable Long published) {

        public long lag() {
            return consumers == null
                    ? 0
                    : consumers.stream()
                            .map(Consumer::lag)
                            .filter(Objects::nonNull)
                            .mapToLong(Long::longValue)
                            .sum();
        }

        public long deadLetters() {
            return consumers == null
                    ? 0
                    : consumers.stream()
                            .map(Consumer::deadLetters)
                            .filter(Objects::nonNull)
                            .mapToLong(Long::longValue)
                            .sum();
        }
    }

    /** A topic that the service reads: how far behind it is, and how many records nobody could make sense of. */
    record Consumer(
            String topic,
            @Nullable String group,
            @Nullable Long lag,
            @Nullable Long deadLetters) {}

    /** Something that somebody changed where the service keeps it. */
    record Alteration(String subject, String vi, String en) {}

    /** What was decided and not yet told: how much, and since when. */
    record Outbox(
            String collection,
            @Nullable Long pending,
            @Nullable Long oldestSeconds) {}
}
