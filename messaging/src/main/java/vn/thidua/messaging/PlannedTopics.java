package vn.thidua.messaging;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics as they are planned: at start, and whenever another one is needed. Thread-safe. */
public final class PlannedTopics {

    private static final long PATIENCE_SECONDS = 60;

    private final Admin admin;

    PlannedTopics(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates what is not there yet, and returns once all of it is there and has the planned partitions. Doing the same
     * again changes nothing.
     *
     * @throws IllegalStateException when one is there and has another number of partitions
     * @throws KafkaException when the brokers do not answer, or do not let this service create or see them
     */
    public void create(List<TopicPlan> plans) {
        var created = admin.createTopics(plans.stream()
                .map(plan -> new NewTopic(plan.name(), Optional.of(plan.partitions()), Optional.empty())
                        .configs(plan.config()))
                .toList());
        try {
            for (var answer : created.values().values()) {
                try {
                    answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
            plans.forEach(this::check);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(
                    "The topics could not be set up: do the brokers answer, and may this service create topics?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private void check(TopicPlan plan) {
        try {
            var found = partitions(plan.name());
            if (found != plan.partitions()) {
                throw new UnsafeConfiguration("topic " + plan.name() + " has " + found + " partitions, not "
                        + plan.partitions() + ": events of one board could lose their order");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    /** A topic that was created a moment ago may not be known to the broker that is asked. */
    private int partitions(String topic) throws InterruptedException {
        for (var attempt = 1; ; attempt++) {
            try {
                var found =
                        admin.describeTopics(List.of(topic)).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return requireNonNull(found.get(topic)).partitions().size();
            } catch (ExecutionException e) {
                if (attempt == 50 || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new KafkaException("Topic " + topic + " could not be checked", e);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (TimeoutException e) {
                throw new KafkaException("Topic " + topic + " could not be checked", e);
            }
        }
    }
}
