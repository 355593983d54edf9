package vn.thidua.messaging;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How many brokers have to hold what is written to a topic.
 *
 * @param replication copies of each partition
 * @param inSync copies that a write must be on before it is acknowledged
 */
record Copies(int replication, int inSync) {

    private static final long PATIENCE_SECONDS = 60;

    /**
     * Looks at topics that are there.
     *
     * @throws UnsafeConfiguration naming the first that has fewer copies
     * @throws KafkaException when the brokers do not tell
     */
    void check(Admin admin, List<TopicPlan> topics) {
        var names = topics.stream().map(TopicPlan::name).toList();
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        try {
            admin.describeTopics(names)
                    .allTopicNames()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition ->
                                    require(name, "copies", partition.replicas().size(), replication)));
            admin.describeConfigs(resources)
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((resource, config) -> require(
                            resource.name(),
                            "copies in sync at least",
                            Integer.parseInt(config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
                                    .value()),
                            inSync));
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("It could not be seen how many copies the topics have", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static void require(String topic, String what, int found, int needed) {
        if (found < needed) {
            throw new UnsafeConfiguration("topic " + topic + " has " + found + " " + what + ", not " + needed
                    + ": what is acknowledged could be lost with a broker");
        }
    }
}
