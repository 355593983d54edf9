package vn.thidua.messaging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;

/** Creates the topics of the plan before anything is consumed, and refuses to start on topics that differ from it. */
final class TopicSetup implements SmartLifecycle {

    private final PlannedTopics topics;
    private final List<TopicPlan> plans;
    private volatile boolean running;

    TopicSetup(PlannedTopics topics, List<TopicPlan> plans, List<Inputs.Input> inputs) {
        this.topics = topics;
        var byName = new LinkedHashMap<String, TopicPlan>();
        Stream.concat(plans.stream(), inputs.stream().map(input -> TopicPlan.deadLetters(input.deadLetters())))
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
        topics.create(plans);
        running = true;
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
