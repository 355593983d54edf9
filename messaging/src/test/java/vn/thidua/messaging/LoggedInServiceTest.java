package vn.thidua.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import vn.thidua.events.Topics;
import vn.thidua.messaging.access.SecuredBroker;
import vn.thidua.messaging.operations.Pipeline;
import vn.thidua.messaging.testing.TestStore;

/** A service that comes in as the scoring service, to brokers with the access rules of the deployment. */
@Timeout(120)
class LoggedInServiceTest {

    private static final String SERVICE = "scoring-service";

    private static final ConsumerApp.Service service = new ConsumerApp.Service();

    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() {
        context = new SpringApplicationBuilder(ConsumerApp.Application.class)
                .initializers(starting -> {
                    starting.getBeanFactory().registerSingleton("service", service);
                    starting.getBeanFactory().registerSingleton("plan", TopicPlan.events(Topics.SCORING, 1));
                })
                .run(
                        "--spring.config.import=classpath:service-defaults.yml",
                        "--spring.application.name=" + SERVICE,
                        "--server.port=0",
                        "--spring.main.register-shutdown-hook=false",
                        "--spring.jmx.enabled=false",
                        "--thidua.kafka=" + SecuredBroker.brokers(),
                        "--thidua.kafka-user=" + SERVICE,
                        "--thidua.kafka-password=" + SecuredBroker.password(SERVICE),
                        "--spring.mongodb.uri=" + TestStore.embedded(),
                        "--thidua.database=logged_in",
                        "--spring.cloud.function.definition=things",
                        "--spring.cloud.stream.bindings.things-in-0.destination=" + Topics.INTAKE_PATTERN,
                        "--spring.cloud.stream.bindings.things-in-0.group=" + SERVICE,
                        "--spring.cloud.stream.kafka.bindings.things-in-0.consumer.destination-is-pattern=true");
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void readsPublishesGivesUpAndShowsItsPipelineAsWhoItIs() throws Exception {
        var topics = List.of(TopicPlan.events(Topics.intake("HK"), 1), TopicPlan.events(Topics.intakeResults("HK"), 1));
        context.getBean(PlannedTopics.class).create(topics);
        var letters = lettersNow();

        sendAsTheDistrict("{\"name\":\"a\"}");
        sendAsTheDistrict("{");
        sendAsTheDistrict("{\"name\":\"b\"}");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(service.applied)
                        .filteredOn(read -> read.item().topic().equals(Topics.intake("HK")))
                        .extracting(read -> read.value().name())
                        .contains("a", "b"));
        await().atMost(Duration.ofSeconds(30)).until(() -> lettersNow() == letters + 1);
        context.getBean(EventPublisher.class)
                .send(Topics.intakeResults("HK"), "HK", event("{}"))
                .get(10, TimeUnit.SECONDS);
        assertThat(context.getBean(HealthEndpoint.class).health().getStatus()).isEqualTo(Status.UP);
    }

    private static long lettersNow() {
        var consumer = context.getBean(Pipeline.class).view().consumers().getFirst();
        assertThat(consumer.unknown()).isNull();
        assertThat(consumer.deadLetterTopic()).isEqualTo("thidua.intake.v1.scoring-service.dlt");
        return consumer.deadLetters() == null ? -1 : consumer.deadLetters();
    }

    private static CloudEvent event(String json) {
        return new CloudEvent(
                "1", "/test", ConsumerApp.TYPE, null, Instant.parse("2019-11-05T07:00:00Z"), json.getBytes(UTF_8));
    }

    private static void sendAsTheDistrict(String json) throws Exception {
        try (var producer = new KafkaProducer<>(
                SecuredBroker.as("he-thong-hk").settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record = event(json).toRecord(Topics.intake("HK"), "HK");
            producer.send(record).get(20, TimeUnit.SECONDS);
        }
    }
}
