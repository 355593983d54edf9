package vn.thidua.messaging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import vn.thidua.messaging.testing.TestBroker;

@Timeout(60)
class TopicSetupTest {

    private final Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()));
    private final String topic = "planned-" + UUID.randomUUID();

    @AfterEach
    void close() {
        admin.close();
    }

    private TopicSetup setup(TopicPlan... plans) {
        return new TopicSetup(new PlannedTopics(admin), List.of(plans), List.of(Inputs.Input.topic(topic, "reader")));
    }

    private int partitions(String name) throws ExecutionException, InterruptedException {
        return requireNonNull(admin.describeTopics(List.of(name))
                        .allTopicNames()
                        .get()
                        .get(name))
                .partitions()
                .size();
    }

    private String config(String name, String key) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        return requireNonNull(
                        admin.describeConfigs(List.of(resource)).all().get().get(resource))
                .get(key)
                .value();
    }

    @Test
    void createsWhatIsPlannedAndADeadLetterTopicForEachInput() throws ExecutionException, InterruptedException {
        setup(TopicPlan.events(topic, 4)).start();

        var letters = topic + ".reader.dlt";
        assertThat(partitions(topic)).isEqualTo(4);
        assertThat(config(topic, "retention.ms")).isEqualTo("-1");
        assertThat(config(topic, "cleanup.policy")).isEqualTo("delete");
        assertThat(partitions(letters)).isEqualTo(1);
        assertThat(config(letters, "retention.ms")).isEqualTo("-1");
        assertThat(Integer.parseInt(config(letters, "max.message.bytes")))
                .isGreaterThan(Integer.parseInt(config(topic, "max.message.bytes")));
    }

    @Test
    void startsAgainOnWhatIsThere() throws ExecutionException, InterruptedException {
        setup(TopicPlan.events(topic, 4)).start();

        setup(TopicPlan.events(topic, 4), TopicPlan.events(topic, 4)).start();

        assertThat(partitions(topic)).isEqualTo(4);
    }

    @Test
    void refusesATopicWithOtherPartitions() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();

        assertThatThrownBy(setup(TopicPlan.events(topic, 4))::start)
                .isInstanceOf(UnsafeConfiguration.class)
                .hasMessageContaining("topic " + topic + " has 3 partitions, not 4");
    }

    @Test
    void refusesTwoPlansForOneTopic() {
        assertThatThrownBy(() -> setup(TopicPlan.events(topic, 4), TopicPlan.events(topic, 5)))
                .isInstanceOf(UnsafeConfiguration.class)
                .hasMessageContaining("planned twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spring.cloud.stream.kafka.default.consumer.common-error-handler-bean-name= | has no dead letters
            spring.cloud.stream.kafka.bindings.things-in-0.consumer.common-error-handler-bean-name=other | has no dead letters
            spring.cloud.stream.default.consumer.batch-mode=false          | is not in batch mode
            spring.cloud.stream.default.consumer.use-native-decoding=false | converts records itself
            spring.cloud.stream.default.consumer.max-attempts=3            | retries in the binder
            spring.cloud.stream.bindings.things-in-0.group=                | has no group
            spring.cloud.stream.bindings.things-in-0.destination=one,two   | reads several topics at once
            spring.cloud.stream.kafka.bindings.things-in-0.consumer.start-offset=latest | begins at the end
            spring.cloud.stream.kafka.bindings.things-in-0.consumer.destination-is-pattern=true | does not begin with a name
            spring.data.mongodb.uri=mongodb://localhost                    | set spring.mongodb.uri
            """)
    void doesNotStartUnsafely(String property, String why) {
        assertThatThrownBy(() -> new ConsumerApp("--" + property).close())
                .hasRootCauseInstanceOf(UnsafeConfiguration.class)
                .rootCause()
                .hasMessageContaining(why);
    }

    @Test
    void doesNotStartWhereItsDeadLettersComeInAgain() {
        assertThatThrownBy(() -> new ConsumerApp(
                                "--spring.cloud.stream.bindings.things-in-0.destination=again\\..+",
                                "--spring.cloud.stream.kafka.bindings.things-in-0.consumer.destination-is-pattern=true")
                        .close())
                .hasRootCauseInstanceOf(UnsafeConfiguration.class)
                .rootCause()
                .hasMessageContaining("its own dead letters match");
    }

    @Test
    void doesNotStartWithHalfALogin() {
        assertThatThrownBy(() -> new ConsumerApp("--thidua.kafka-user=scoring-service").close())
                .isInstanceOf(UnsafeConfiguration.class)
                .hasMessageContaining("thidua.kafka-password is not");
    }

    @Test
    void doesNotStartWithoutAStore() {
        assertThatThrownBy(() -> new MessagingConfiguration(new MockEnvironment()))
                .isInstanceOf(UnsafeConfiguration.class)
                .hasMessageContaining("spring.mongodb.uri is not set");
    }
}
