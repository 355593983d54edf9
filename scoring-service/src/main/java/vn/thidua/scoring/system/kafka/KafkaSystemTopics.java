package vn.thidua.scoring.system.kafka;

import java.util.List;
import vn.thidua.messaging.PlannedTopics;
import vn.thidua.messaging.TopicPlan;
import vn.thidua.scoring.system.DistrictSystem;
import vn.thidua.scoring.system.SystemTopics;

/** Creates a system's topics; one partition each, so that it is answered in the order in which it sends. */
public class KafkaSystemTopics implements SystemTopics {

    private final PlannedTopics topics;

    public KafkaSystemTopics(PlannedTopics topics) {
        this.topics = topics;
    }

    @Override
    public void create(DistrictSystem system) {
        topics.create(List.of(TopicPlan.events(system.intake(), 1), TopicPlan.events(system.results(), 1)));
    }
}
