package vn.thidua.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.scoring.Sample.marks;
import static vn.thidua.scoring.Sample.peer;
import static vn.thidua.scoring.Sample.replacing;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import vn.thidua.events.EventJson;
import vn.thidua.events.IntakeResult;
import vn.thidua.events.IntakeResult.Outcome;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.Topics;
import vn.thidua.messaging.CloudEvent;
import vn.thidua.messaging.testing.TestBroker;

/** The intake topic on a real broker: what district systems send, what they are answered, what the others are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IntakeTest {

    private static final String GROUP = "scoring-service";
    private static final List<String> UNITS = List.of("HBT", "DD", "HK");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private RunningScoring scoring = RunningScoring.embedded("intake");
    private final Facts told = new Facts(TestBroker.brokers(), Topics.SCORING);
    private final List<Facts> answers = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> districts = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestBroker.brokers(), "linger.ms", 200),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    @BeforeAll
    void openTheBoards() {
        for (var board : List.of("cum-in:2019", "cum-in:2019-B", "cum-in:2019-C", "cum-in:2019-D")) {
            scoring.open(board);
        }
        for (var unit : UNITS) {
            scoring.put("/systems/" + unit, "").isSuccess();
            answers.add(new Facts(TestBroker.brokers(), Topics.intakeResults(unit)));
        }
    }

    @AfterAll
    void stop() {
        districts.close();
        told.close();
        answers.forEach(Facts::close);
        scoring.close();
    }

    @Test
    @Order(1)
    void everySheetIsAnsweredAndToldOnceHoweverOftenItIsSent() {
        var board = "cum-in:2019";
        var sheets = Sample.all(board);
        for (var round = 0; round < 3; round++) {
            for (var i = 0; i < sheets.size(); i++) {
                send("/hbt", "e" + i, sheets.get(i));
            }
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answersTo("/hbt")).hasSize(27));
        assertThat(answersTo("/hbt").stream().filter(answer -> answer.outcome() == Outcome.ACCEPTED))
                .hasSize(9);
        assertThat(answersTo("/hbt").stream().filter(answer -> answer.outcome() == Outcome.REPEATED))
                .hasSize(18);
        // A repeat is answered with the receipt that the first got.
        assertThat(answersTo("/hbt").stream().map(IntakeResult::receipt).distinct())
                .hasSize(9);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(submitted(board)).hasSize(9));
    }

    @Test
    @Order(2)
    void severalRevisionsOfOneSheetInOnePollEachCount() {
        var board = "cum-in:2019-B";
        var sheet = peer(board, "HBT", "DD", marks(500, 500, 900));
        send("/dd", "e1", sheet);
        send("/dd", "e2", replacing(peer(board, "HBT", "DD", marks(450, 500, 900)), 1));
        send("/dd", "e3", replacing(peer(board, "HBT", "DD", marks(400, 500, 900)), 2));
        send("/dd", "e2", replacing(peer(board, "HBT", "DD", marks(450, 500, 900)), 1));
        send("/dd", "e4", peer(board, "HBT", "DD", marks(350, 500, 900)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answersTo("/dd")).hasSize(5));
        assertThat(answersTo("/dd"))
                .extracting(IntakeResult::outcome)
                .containsExactly(
                        Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.REPEATED, Outcome.REFUSED);
        assertThat(answersTo("/dd").get(3).receipt())
                .isEqualTo(answersTo("/dd").get(1).receipt());
        assertThat(requireNonNull(answersTo("/dd").get(4).problem())
                        .path("type")
                        .asString(""))
                .isEqualTo("urn:thidua:problem:revision-required");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(submitted(board))
                        .extracting(ScoreSubmitted::revision)
                        .containsExactly(1L, 2L, 3L));
    }

    @Test
    @Order(3)
    void aRefusedSheetIsAnsweredWithItsReasonsKeptAndReplayed() {
        var late = "cum-in:2019-E";
        var sheet = peer(late, "HBT", "DD", marks(500, 500, 900));
        send("/hk", "bad", peer("cum-in:2019-C", "HBT", "HBT", marks(650, 500, 900)));
        send("/hk", "early", sheet);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answersTo("/hk")).hasSize(2));
        var bad = answersTo("/hk").stream()
                .filter(answer -> "bad".equals(answer.event()))
                .findFirst()
                .orElseThrow();
        var problem = requireNonNull(bad.problem());
        assertThat(problem.path("status").asInt()).isEqualTo(422);
        assertThat(problem.path("errors"))
                .extracting(error -> error.path("pointer").asString(""))
                .containsExactly("/target", "/marks/I.1");

        var early = quarantined("early");
        assertThat(early.path("problem").path("type").asString("")).isEqualTo("urn:thidua:problem:board-unknown");

        scoring.open(late);
        var replay = "/quarantine/" + early.path("id").asString("") + "/replay";
        assertThat(scoring.district("HBT").post(replay, "").isSuccess().at("/outcome"))
                .isEqualTo("ACCEPTED");
        assertThat(scoring.operations().post(replay, "").isSuccess().at("/outcome"))
                .isEqualTo("REPEATED");
        assertThat(scoring.district("DD").post(replay, "").status()).isEqualTo(404);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(submitted(late)).hasSize(1);
            assertThat(answersTo("/hk")).hasSize(4);
        });
        assertThat(scoring.district("HBT").post("/quarantine/none/replay", "").status())
                .isEqualTo(404);
    }

    @Test
    @Order(3)
    void anEventCountsForOneSheet() {
        var board = "cum-in:2019-C";
        send("/trung", "e1", peer(board, "HK", "DD", marks(500, 500, 900)));
        send("/trung", "e1", peer(board, "HK", "HBT", marks(500, 500, 900)));
        send("/trung", "e1", peer(board, "HK", "DD", marks(500, 500, 900)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answersTo("/trung")).hasSize(3));
        assertThat(answersTo("/trung"))
                .extracting(IntakeResult::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REFUSED, Outcome.REPEATED);
        var problem = requireNonNull(answersTo("/trung").get(1).problem());
        assertThat(problem.path("type").asString("")).isEqualTo("urn:thidua:problem:event-id-reused");
        assertThat(problem.path("sheet").asString("")).isEqualTo(board + "/PEER/HK/DD");
    }

    @Test
    @Order(3)
    void nobodySendsForAnother() {
        var sheet = peer("cum-in:2019-C", "DD", "HK", marks(500, 500, 900));
        sendTo("HBT", EventJson.mapper().writeValueAsBytes(sheet), "/gia-mao", "e1", Topics.SHEET_TYPE);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answersTo("/gia-mao"))
                        .singleElement()
                        .satisfies(answer -> assertThat(requireNonNull(answer.problem())
                                        .path("type")
                                        .asString(""))
                                .isEqualTo("urn:thidua:problem:scorer-foreign")));
        assertThat(answers.getFirst().matching(answer -> "/gia-mao".equals(new String(answer.key(), UTF_8))))
                .as("answered where it was sent")
                .hasSize(1);
        assertThat(scoring.district("DD")
                        .get(RunningScoring.API + "/boards/cum-in:2019-C/sheets/PEER/DD/HK")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(4)
    void poisonOnTwoTopicsBecomesDeadLettersIsQuarantinedAndTheRestCounts() {
        var board = "cum-in:2019-D";
        var sheets = Sample.all(board);
        for (var i = 0; i < sheets.size(); i++) {
            send("/bd", "e" + i, sheets.get(i));
            if (i == 2 || i == 3) {
                sendTo(UNITS.get(i % 2), "{\"board\":".getBytes(UTF_8), "/bd", "broken" + i, Topics.SHEET_TYPE);
            }
            if (i == 5) {
                sendTo("DD", "{}".getBytes(UTF_8), "/bd", "other", "vn.thidua.intake.unheard-of.v1");
                districts.send(new ProducerRecord<>(Topics.intake("HBT"), 0, null, "no headers".getBytes(UTF_8)));
                districts.send(new ProducerRecord<>(Topics.intake("DD"), 0, null, (byte[]) null));
                sendTo("HBT", "{\"board\":\"a\",\"board\":\"b\"}".getBytes(UTF_8), "/bd", "twice", Topics.SHEET_TYPE);
            }
        }
        districts.flush();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(submitted(board)).hasSize(9);
            assertThat(answersTo("/bd").stream().map(IntakeResult::event).distinct())
                    .hasSize(9);
        });
        try (var letters = new Facts(TestBroker.brokers(), "thidua.intake.v1." + GROUP + ".dlt")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(letters.matching(letter -> true))
                            .extracting(letter -> Facts.header(letter, "dlt-reason"))
                            .containsExactlyInAnyOrder(
                                    "invalid-data",
                                    "invalid-data",
                                    "invalid-data",
                                    "unknown-type",
                                    "missing-attribute",
                                    "missing-attribute"));
        }
        assertThat(quarantine("HBT"))
                .filteredOn(kept -> type(kept).endsWith("event-unreadable"))
                .extracting(kept -> kept.path("event").asString(""))
                .containsExactlyInAnyOrder("broken2", "", "twice");
        assertThat(quarantine("DD"))
                .filteredOn(kept -> type(kept).endsWith("event-unreadable"))
                .extracting(kept -> kept.path("event").asString(""))
                .containsExactlyInAnyOrder("broken3", "other", "");
    }

    /** Compressed, 24 MB of blanks are a few kilobytes to the broker, and more than a document can hold. */
    @Test
    @Order(98)
    void whatIsTooLargeToBeKeptHoldsUpNobody() {
        var bomb = event("/bom", "b1", Sample.all("cum-in:2019-D").getFirst()).toRecord(Topics.intake("HBT"), "k");
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        TestBroker.brokers(),
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        32 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    bomb.topic(), null, bomb.key(), " ".repeat(24 << 20).getBytes(UTF_8), bomb.headers()));
        }
        var after = Sample.all("cum-in:2019-D").stream()
                .filter(sheet -> "HBT".equals(sheet.scorer()))
                .findFirst()
                .orElseThrow();
        send("/bom", "b2", after);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(answersTo("/bom"))
                        .extracting(IntakeResult::event)
                        .containsExactly("b2"));
        try (var letters = new Facts(TestBroker.brokers(), "thidua.intake.v1." + GROUP + ".dlt")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    letters.matching(letter -> "too-large".equals(Facts.header(letter, "dlt-content"))))
                            .hasSize(1));
        }
    }

    @Test
    @Order(99)
    void whatFailsEachTimeIsQuarantinedTooAndCountsWhenItIsReplayedAfterTheMend() {
        var board = "cum-in:2019-D";
        var sheet = Sample.all(board).getFirst();
        var sheets = scoring.bean(MongoDatabase.class).getCollection("sheets");
        var id = new Document("_id", "%s/%s/%s/%s".formatted(board, sheet.kind(), sheet.scorer(), sheet.target()));
        var whole = requireNonNull(sheets.findOneAndDelete(id));
        sheets.insertOne(new Document(id).append("version", 1L));

        send("/hong", "h1", sheet);

        try (var letters = new Facts(TestBroker.brokers(), "thidua.intake.v1." + GROUP + ".dlt")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(letters.matching(
                                    letter -> Facts.header(letter, "dlt-reason").equals("apply-failed")))
                            .hasSize(1));
        }
        var kept = quarantine(String.valueOf(sheet.scorer())).stream()
                .filter(one -> one.path("event").asString("").equals("h1"))
                .toList();
        assertThat(kept).singleElement().satisfies(one -> assertThat(type(one)).endsWith("event-not-taken"));

        sheets.replaceOne(id, whole);
        var replayed = scoring.district(String.valueOf(sheet.scorer()))
                .post("/quarantine/" + kept.getFirst().path("id").asString("") + "/replay", "");
        assertThat(replayed.isSuccess().at("/outcome")).isEqualTo("REPEATED");
    }

    @Test
    @Order(5)
    void everythingDeliveredOnceMoreChangesNothing() throws Exception {
        var before = told.matching(fact -> true).size();
        var accepted = allAnswers().stream()
                .filter(answer -> answer.outcome() == Outcome.ACCEPTED)
                .toList()
                .size();
        var answered = allAnswers().size();
        var sent = intakeRecords();
        scoring.close();

        rewind();
        scoring = RunningScoring.embedded("intake");

        // The six that nobody can read are not answered.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(allAnswers()).hasSizeGreaterThanOrEqualTo(answered + sent - 6));
        assertThat(allAnswers().stream().filter(answer -> answer.outcome() == Outcome.ACCEPTED))
                .hasSize(accepted);
        assertThat(told.matching(fact -> true)).hasSize(before);
    }

    private static int intakeRecords() {
        return UNITS.stream()
                .mapToInt(unit -> {
                    try (var intake = new Facts(TestBroker.brokers(), Topics.intake(unit))) {
                        await().during(Duration.ofSeconds(1))
                                .atMost(PATIENCE)
                                .until(() -> intake.matching(fact -> true).size(), size -> size > 0);
                        return intake.matching(fact -> true).size();
                    }
                })
                .sum();
    }

    private static void rewind() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
            var start = new HashMap<TopicPartition, OffsetAndMetadata>();
            UNITS.forEach(unit -> start.put(new TopicPartition(Topics.intake(unit), 0), new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(GROUP, start).all().get();
        }
    }

    private List<JsonNode> quarantine(String unit) {
        var kept = scoring.district(unit)
                .get(RunningScoring.API + "/quarantine?limit=500")
                .json()
                .path("items");
        return StreamSupport.stream(kept.spliterator(), false).toList();
    }

    private JsonNode quarantined(String event) {
        return quarantine("HBT").stream()
                .filter(kept -> kept.path("event").asString("").equals(event))
                .findFirst()
                .orElseThrow();
    }

    private static String type(JsonNode kept) {
        return kept.path("problem").path("type").asString("");
    }

    private static CloudEvent event(String source, String id, SheetSubmission sheet) {
        return new CloudEvent(
                id,
                source,
                Topics.SHEET_TYPE,
                null,
                Instant.parse("2019-11-05T05:00:00Z"),
                EventJson.mapper().writeValueAsBytes(sheet));
    }

    private void send(String source, String id, SheetSubmission sheet) {
        districts.send(event(source, id, sheet)
                .toRecord(Topics.intake(String.valueOf(sheet.scorer())), String.valueOf(sheet.board())));
    }

    private void sendTo(String unit, byte[] data, String source, String id, String type) {
        var event = new CloudEvent(id, source, type, null, Instant.parse("2019-11-05T05:00:00Z"), data)
                .toRecord(Topics.intake(unit), "k");
        districts.send(event);
    }

    private List<IntakeResult> answersTo(String source) {
        return allAnswers().stream()
                .filter(answer -> source.equals(answer.source()))
                .toList();
    }

    private List<IntakeResult> allAnswers() {
        return answers.stream()
                .flatMap(topic -> topic.matching(answer -> true).stream())
                .map(answer -> EventJson.read(IntakeResult.class, answer.value()))
                .toList();
    }

    private List<ScoreSubmitted> submitted(String board) {
        return told.of(board).stream()
                .filter(ScoreSubmitted.class::isInstance)
                .map(ScoreSubmitted.class::cast)
                .toList();
    }
}
