package vn.thidua.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import vn.thidua.events.Topics;
import vn.thidua.messaging.access.AccessControl;
import vn.thidua.messaging.access.AccessRules;
import vn.thidua.messaging.access.KafkaAccess;

@DisplayName("The broker of docker-compose.yml")
@EnabledIf(
        value = "vn.thidua.standalone.Compose#canRun",
        disabledReason = "no Docker engine with Compose answers, or the services are not packaged")
class ComposeBrokerTest {

    private static final String PASSWORD = "not-the-default";

    private static final String PORT = Compose.freePort();

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "THIDUA_KAFKA_PORT", PORT,
            "THIDUA_DEMO_PASSWORD", PASSWORD,
            "THIDUA_KAFKA_PASSWORD_BROKER", PASSWORD,
            "THIDUA_KAFKA_PASSWORD_SCORING", PASSWORD);

    private static final Compose COMPOSE = new Compose("thidua-test-broker", ENVIRONMENT);

    @BeforeAll
    static void up() throws Exception {
        assertThat(COMPOSE.run("build", "kafka-set-up")).isZero();
        assertThat(COMPOSE.run("up", "--wait", "--wait-timeout", "300", "kafka"))
                .isZero();
        assertThat(COMPOSE.run("run", "--rm", "kafka-set-up")).as("sets up").isZero();
        assertThat(COMPOSE.run("run", "--rm", "kafka-set-up")).as("and again").isZero();
        try (var scoring = Admin.create(as("scoring-service").settings())) {
            scoring.createTopics(Stream.of("HBT", "DD")
                            .flatMap(unit -> Stream.of(Topics.intake(unit), Topics.intakeResults(unit)))
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void down() {
        COMPOSE.down();
    }

    @Test
    void lets_a_district_write_its_own_intake_and_nothing_else() throws Exception {
        send("he-thong-hbt", Topics.intake("HBT"));
        Stream.of(Topics.intake("DD"), Topics.intakeResults("HBT"), Topics.SCORING)
                .forEach(topic -> refused(TopicAuthorizationException.class, () -> send("he-thong-hbt", topic)));
        try (var admin = Admin.create(as("he-thong-hbt").settings())) {
            assertThat(admin.listTopics().names().get())
                    .containsExactlyInAnyOrder(Topics.intake("HBT"), Topics.intakeResults("HBT"));
            refused(
                    TopicAuthorizationException.class,
                    () -> admin.createTopics(List.of(new NewTopic(Topics.intake("LB"), 1, (short) 1)))
                            .all()
                            .get());
        }
    }

    @Test
    void lets_nobody_in_without_the_right_password() {
        refused(
                SaslAuthenticationException.class,
                () -> topics(KafkaAccess.as("he-thong-hbt", "thi-dua-2019", "localhost:" + PORT)
                        .settings()));
        var open = new HashMap<>(KafkaAccess.open("localhost:" + PORT).settings());
        open.put("request.timeout.ms", 2_000);
        open.put("default.api.timeout.ms", 4_000);
        refused(TimeoutException.class, () -> topics(open));
    }

    @Test
    void goes_by_the_rules_of_the_deployment() {
        try (var admin = Admin.create(as("broker").settings())) {
            assertThat(AccessControl.apply(admin, AccessRules.packaged()).lines())
                    .isEmpty();
        }
    }

    private static KafkaAccess as(String principal) {
        return KafkaAccess.as(principal, PASSWORD, "localhost:" + PORT);
    }

    private static void topics(Map<String, Object> settings) throws Exception {
        try (var admin = Admin.create(settings)) {
            admin.listTopics().names().get();
        }
    }

    private static void send(String principal, String topic) throws Exception {
        var settings = new HashMap<>(as(principal).settings());
        settings.put("max.block.ms", 10_000);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, new byte[] {'{', '}'}))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static void refused(Class<? extends RuntimeException> how, ThrowingCallable what) {
        assertThatThrownBy(what)
                .satisfies(thrown -> assertThat(Stream.iterate(thrown, cause -> cause != null, Throwable::getCause))
                        .hasAtLeastOneElementOfType(how));
    }
}
