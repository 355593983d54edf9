package vn.thidua.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.scoring.RunningScoring.API;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.EventJson;
import vn.thidua.events.EventType;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.Topics;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.CloudEvent;
import vn.thidua.messaging.testing.TestBroker;

/** The head's rights follow the term, and nobody edits roles. The clock stands until the test moves it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HeadTest {

    private static final String CLUSTER = "cum-truong";
    private static final String BOARD = CLUSTER + ":2020";
    private static final Instant MIDNIGHT = Instant.parse("2019-12-31T17:00:00Z");

    private final MovableClock clock = new MovableClock(MIDNIGHT.minusNanos(1));
    private final RunningScoring scoring = RunningScoring.embedded("head", clock);
    private final KafkaProducer<byte[], byte[]> ranking = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestBroker.brokers()), new ByteArraySerializer(), new ByteArraySerializer());

    @AfterAll
    void stop() {
        ranking.close();
        scoring.close();
    }

    @Test
    @Order(1)
    void theFirstHeadIsAppointedByTheCity() {
        scoring.open(CLUSTER + ":2019");

        var head = scoring.get(API + "/clusters/" + CLUSTER + "/head");
        assertThat(head.at("/head")).isEqualTo("HBT");
        assertThat(head.at("/since")).isEqualTo("2019-01-01");
        assertThat(head.at("/appointedBy")).isEqualTo("CITY");
        scoring.put("/clusters/khong-ai", Map.of("name", "Cụm")).isSuccess();
        assertThat(scoring.get(API + "/clusters/khong-ai/head").at("/type"))
                .isEqualTo("urn:thidua:problem:head-unknown");
        var stranger = scoring.put("/clusters/" + CLUSTER + "/head", Map.of("unit", "LB", "from", "2019-01-01"));
        assertThat(stranger.errors()).containsExactly("/unit head-not-a-member");
        assertThat(scoring.put("/clusters/" + CLUSTER + "/head", Map.of("unit", "DD"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Order(2)
    void theRightsMoveAtTheInstantThatWasAgreedOn() {
        // Poison and repeats before it: neither holds it up, nor do they change anything.
        ranking.send(new ProducerRecord<>(Topics.RANKING, CLUSTER.getBytes(UTF_8), "{".getBytes(UTF_8)));
        tell(agreed(5, "DD"));
        tell(agreed(5, "DD"));
        tell(agreed(4, "HK"));
        ranking.flush();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scoring.put(
                                        "/clusters/" + CLUSTER + "/head", Map.of("unit", "HK", "from", "2019-12-31"))
                                .at("/type"))
                        .isEqualTo("urn:thidua:problem:leadership-agreed"));

        assertThat(clock.instant()).isEqualTo(MIDNIGHT.minusNanos(1));
        assertThat(plan("DD").status()).isEqualTo(403);
        assertThat(plan("HBT").status()).isEqualTo(201);
        assertThat(scoring.get(API + "/clusters/" + CLUSTER + "/head").at("/head"))
                .isEqualTo("HBT");

        clock.advance(Duration.ofNanos(1));

        assertThat(plan("HBT").at("/type")).isEqualTo("urn:thidua:problem:forbidden");
        assertThat(open("HBT").status()).isEqualTo(403);
        assertThat(plan("DD").status()).isEqualTo(200);
        assertThat(open("DD").at("/head")).isEqualTo("DD");
        var head = scoring.district("HK").get(API + "/clusters/" + CLUSTER + "/head");
        assertThat(head.at("/head")).isEqualTo("DD");
        assertThat(head.at("/deputy")).isEqualTo("HK");
        assertThat(head.at("/appointedBy")).isEqualTo("LEADERSHIP");
    }

    @Test
    @Order(3)
    void theEventSaysWhoActedInWhichCapacity() {
        try (var facts = new Facts(TestBroker.brokers(), Topics.SCORING)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(facts.matching(
                                    fact -> fact.key() != null && new String(fact.key(), UTF_8).equals(BOARD)))
                            .singleElement()
                            .satisfies(opened -> {
                                assertThat(Facts.header(opened, "ce_authtype")).isEqualTo("service_account");
                                assertThat(Facts.header(opened, "ce_authid")).isEqualTo("he-thong-thu");
                                assertThat(Facts.header(opened, "ce_authclaims"))
                                        .isEqualTo("{\"capacity\":\"HEAD\",\"unit\":\"DD\"}");
                            }));
        }
    }

    private RunningScoring.Answer plan(String unit) {
        var plan = new LinkedHashMap<>(RunningScoring.plan());
        plan.put("year", 2020);
        plan.remove("head");
        return scoring.district(unit).put("/boards/" + BOARD, plan);
    }

    private RunningScoring.Answer open(String unit) {
        return scoring.district(unit).post("/boards/" + BOARD + "/open", "");
    }

    private void tell(LeadershipAgreed agreed) {
        var event = new CloudEvent(
                agreed.id(),
                "/thidua/ranking",
                EventType.LEADERSHIP_AGREED.wireName(),
                agreed.subject(),
                agreed.occurredAt(),
                EventJson.write(agreed));
        ranking.send(event.toRecord(Topics.RANKING, agreed.board()));
    }

    private static LeadershipAgreed agreed(long revision, String head) {
        return new LeadershipAgreed(
                CLUSTER + ":2019",
                revision,
                Instant.parse("2019-11-05T05:00:00Z"),
                new ClusterRef(CLUSTER, "Cụm thử"),
                2020,
                LocalDate.of(2020, 1, 1),
                new UnitRef(head, head),
                new UnitRef("HK", "Quận Hoàn Kiếm"),
                List.copyOf(Sample.UNITS));
    }
}
