package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import vn.thidua.events.Topics;
import vn.thidua.messaging.DeclaredTopics;
import vn.thidua.messaging.TopicPlan;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;
import vn.thidua.standalone.load.LightLoad;

@DisplayName("The year 2019 on Kafka and MongoDB containers")
@EnabledIf(value = "vn.thidua.messaging.testing.Docker#answers", disabledReason = "no Docker engine answers")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OnRealServersTest {

    @TempDir
    private static Path data;

    /** The way to the store, which can be cut. */
    private static Balancer way;

    private static Standalone standalone;

    @BeforeAll
    static void start() {
        var store = Objects.requireNonNull(new ConnectionString(TestStore.container()).getHosts())
                .getFirst()
                .split(":");
        way = new Balancer();
        way.add(new InetSocketAddress(store[0], Integer.parseInt(store[1])));
        standalone = Running.start(data, TestBroker.container(), "mongodb://localhost:" + way.port() + "/");
    }

    @AfterAll
    static void stop() throws Exception {
        standalone.close();
        way.close();
    }

    @Test
    @Order(1)
    void ends_as_it_does_on_the_embedded_ones() {
        MainJobTest.assertEndsAsExpected(Running.play(standalone));
    }

    @Test
    @Order(2)
    void has_exactly_the_topics_that_are_declared_besides_those_of_the_districts() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.container()))) {
            var names = admin.listTopics().names().get().stream()
                    .filter(name ->
                            name.startsWith("thidua.") && Topics.unitOf(name).isEmpty())
                    .toList();
            var partitions = admin.describeTopics(names).allTopicNames().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            topic -> topic.getValue().partitions().size()));
            assertThat(partitions)
                    .isEqualTo(DeclaredTopics.all().stream()
                            .collect(Collectors.toMap(TopicPlan::name, TopicPlan::partitions)));
        }
    }

    @Test
    @Order(3)
    void loses_nothing_when_the_store_has_no_primary_for_a_while_and_when_connections_are_cut() throws Exception {
        var load = LightLoad.start(standalone.origin(), "2019-CAT");
        try (var store = MongoClients.create(TestStore.container())) {
            way.cut();
            load.awaitAcknowledged(load.acknowledged() + 10);
            stepDown(store);
            load.awaitAcknowledged(load.acknowledged() + 10);
            way.cut();
            load.awaitAcknowledged(load.acknowledged() + 10);
        }
        assertThat(load.stopAndCompare()).isEmpty();
    }

    /** The only member has to give up being primary, and may be elected again three seconds later. */
    private static void stepDown(MongoClient store) {
        var admin = store.getDatabase("admin");
        admin.runCommand(new Document("replSetStepDown", 3).append("force", true));
        assertThat(isPrimary(store)).as("still primary").isFalse();
        await().atMost(Duration.ofSeconds(60)).until(() -> isPrimary(store));
    }

    private static boolean isPrimary(MongoClient store) {
        try {
            return store.getDatabase("admin")
                    .runCommand(new Document("hello", 1))
                    .getBoolean("isWritablePrimary");
        } catch (MongoException notNow) {
            return false;
        }
    }
}
