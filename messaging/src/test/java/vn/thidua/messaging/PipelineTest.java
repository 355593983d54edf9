package vn.thidua.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.messaging.operations.Pipeline;
import vn.thidua.messaging.operations.Throughput;
import vn.thidua.messaging.testing.TestBroker;

@Timeout(60)
class PipelineTest {

    private final Throughput none = new Throughput(Clock.systemUTC());

    private Pipeline pipeline(Admin admin, String topic) {
        return new Pipeline(
                "tests",
                admin,
                List.of(new Pipeline.Input(topic, null, "nobody", topic + ".dlt")),
                List::of,
                List::of,
                none,
                none);
    }

    @Test
    void showsLagAndDeadLettersOfEachInput() throws IOException, InterruptedException {
        try (var app = new ConsumerApp();
                var client = HttpClient.newHttpClient()) {
            app.whilePaused(() -> {
                app.send(0, "a");
                app.send(1, "b");
                app.send(app.record(0, "poison", "{"));
            });
            await().until(() -> app.lag() == 0);

            var port = app.context.getEnvironment().getRequiredProperty("local.server.port");
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/pipeline"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            var json = JsonMapper.shared().readTree(answer.body());
            assertThat(json.propertyNames())
                    .containsExactlyInAnyOrder(
                            "service",
                            "consumers",
                            "outboxes",
                            "alterations",
                            "consumedPerSecond",
                            "publishedPerSecond",
                            "consumed",
                            "published");
            assertThat(json.at("/service").asString()).isEqualTo(app.group);
            assertThat(json.at("/consumed").asLong()).isEqualTo(3);
            var consumer = json.at("/consumers/0");
            assertThat(consumer.at("/topic").asString()).isEqualTo(app.topic);
            assertThat(consumer.at("/group").asString()).isEqualTo(app.group);
            assertThat(consumer.at("/lag").asLong(-1)).isZero();
            assertThat(consumer.at("/deadLetterTopic").asString()).isEqualTo(app.deadLetters);
            assertThat(consumer.at("/deadLetters").asLong(-1)).isEqualTo(1);
            assertThat(consumer.at("/unknown").isString()).isFalse();
        }
    }

    @Test
    void whereNothingIsCommittedYetEverythingIsStillToBeRead() throws ExecutionException, InterruptedException {
        var topic = "unread-" + UUID.randomUUID();
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()));
                var publisher = EventPublisher.to(TestBroker.brokers(), "test", none)) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1), new NewTopic(topic + ".dlt", 1, (short) 1)))
                    .all()
                    .get();
            for (var i = 0; i < 5; i++) {
                publisher
                        .send(
                                topic,
                                "key" + i,
                                new CloudEvent(
                                        "id" + i,
                                        "/s",
                                        "t",
                                        null,
                                        Clock.systemUTC().instant(),
                                        new byte[] {'{', '}'}))
                        .join();
            }

            var consumer = pipeline(admin, topic).view().consumers().getFirst();

            assertThat(consumer.lag()).isEqualTo(5);
            assertThat(consumer.deadLetters()).isZero();
            assertThat(consumer.unknown()).isNull();
        }
    }

    @Test
    void saysWhichPartIsUnknownWhenATopicIsNotThere() throws ExecutionException, InterruptedException {
        var topic = "half-" + UUID.randomUUID();
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();

            var consumer = pipeline(admin, topic).view().consumers().getFirst();

            assertThat(consumer.lag()).isZero();
            assertThat(consumer.deadLetters()).isNull();
            assertThat(consumer.unknown()).contains("UnknownTopicOrPartition");
        }
    }

    @Test
    void answersWithinSecondsWhenTheBrokersDoNot() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"))) {
            var begin = System.nanoTime();

            var view = pipeline(admin, "away").view();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
            assertThat(view.service()).isEqualTo("tests");
            assertThat(view.consumers()).singleElement().satisfies(consumer -> {
                assertThat(consumer.lag()).isNull();
                assertThat(consumer.deadLetters()).isNull();
                assertThat(consumer.unknown()).isNotBlank();
            });
        }
    }
}
