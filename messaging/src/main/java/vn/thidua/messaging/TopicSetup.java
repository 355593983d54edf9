package vn.thidua.messaging;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.context.SmartLifecycle;

/** Creates the topics of the plan before anything is consumed, and refuses to start on topics that differ from it. */
final class TopicSetup implements SmartLifecycle {

    private static final long PATIENCE_SECONDS = 60;

    private final Admin admin;
    private final List<TopicPlan> plans;
    private volatile boolean running;

    TopicSetup(Admin admin, List<TopicPlan> plans, List<Inputs.Input> inputs) {
        this.admin = admin;
        var byName = new LinkedHashMap<String, TopicPlan>();
        Stream.concat(plans.stream(), inputs.stream().map(input -> TopicPlan.deadLetters(input.topic(), input.group())))
                .forEach(plan -> {
                    var other = byName.putIfAbsent(plan.name(), plan);
                    if (other != null && !other.equals(plan)) {
                        throw new UnsafeConfiguration("topic " + plan.name() + " is planned twice, and differently");
                    }
                });
        this.plans = List.copyOf(byName.values());
    }

    @Override
    public void start() {
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
        running = true;
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

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
