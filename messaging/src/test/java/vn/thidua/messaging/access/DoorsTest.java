package vn.thidua.messaging.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.thidua.events.Topics;

/** The rules of the deployment, tried on a broker: what each principal can do, and what it cannot. */
@DisplayName("deploy/kafka/acls.txt")
@Timeout(120)
class DoorsTest {

    private static final List<String> DISTRICTS = List.of("HBT", "DD", "HK", "HM", "BD", "LB");
    private static final List<String> SERVICES = List.of("scoring-service", "ranking-service", "notification-service");

    private static final List<String> SCORING_LETTERS =
            List.of("thidua.intake.v1.scoring-service.dlt", "thidua.ranking.v1.scoring-service-leadership.dlt");
    private static final List<String> RANKING_LETTERS = List.of("thidua.scoring.v1.ranking-service.dlt");
    private static final List<String> NOTIFICATION_LETTERS = List.of("thidua.ranking.v1.notification-service.dlt");

    /** As each service creates what it plans: all of it may be there already. */
    @BeforeAll
    static void everyServiceCanCreateItsTopics() throws Exception {
        create("notification-service", Topics.RANKING);
        create("notification-service", NOTIFICATION_LETTERS.toArray(String[]::new));
        create("ranking-service", Topics.SCORING, Topics.RANKING);
        create("ranking-service", RANKING_LETTERS.toArray(String[]::new));
        create("scoring-service", Topics.SCORING, Topics.RANKING);
        create("scoring-service", SCORING_LETTERS.toArray(String[]::new));
        for (var unit : DISTRICTS) {
            create("scoring-service", Topics.intake(unit), Topics.intakeResults(unit));
        }
    }

    @Nested
    class ADistrictsSystem {

        static final List<String> UNITS = DISTRICTS;

        @ParameterizedTest
        @FieldSource("UNITS")
        void sendsItsSheetsAndReadsItsResultsInAGroupOfItsOwn(String unit) throws Exception {
            send("scoring-service", Topics.intakeResults(unit));
            send(system(unit), Topics.intake(unit));

            assertThat(read(system(unit), system(unit) + ".test", Topics.intakeResults(unit)))
                    .isPositive();
            assertThat(read(system(unit), system(unit), Topics.intakeResults(unit)))
                    .isPositive();
        }

        @ParameterizedTest
        @FieldSource("UNITS")
        void writesNoOthersTopic(String unit) {
            others(unit).forEach(other -> {
                refused(TopicAuthorizationException.class, () -> send(system(unit), Topics.intake(other)));
                refused(TopicAuthorizationException.class, () -> send(system(unit), Topics.intakeResults(other)));
            });
        }

        @ParameterizedTest
        @FieldSource("UNITS")
        void readsNoOthersResultsNorSheets(String unit) {
            others(unit).forEach(other -> {
                refused(
                        TopicAuthorizationException.class,
                        () -> read(system(unit), system(unit), Topics.intakeResults(other)));
                refused(
                        TopicAuthorizationException.class,
                        () -> readWithoutAGroup(system(unit), Topics.intakeResults(other)));
                refused(TopicAuthorizationException.class, () -> readWithoutAGroup(system(unit), Topics.intake(other)));
            });
        }

        @Test
        void writesNeitherItsResultsNorWhatServicesPublish() {
            Stream.of(Topics.intakeResults("HBT"), Topics.SCORING, Topics.RANKING, SCORING_LETTERS.getFirst())
                    .forEach(topic -> refused(TopicAuthorizationException.class, () -> send("he-thong-hbt", topic)));
        }

        @Test
        void readsNothingThatServicesPublishNorWhatTheyGaveUp() {
            Stream.of(Topics.SCORING, Topics.RANKING, SCORING_LETTERS.getFirst(), RANKING_LETTERS.getFirst())
                    .forEach(topic ->
                            refused(TopicAuthorizationException.class, () -> readWithoutAGroup("he-thong-hbt", topic)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"he-thong-dd", "he-thong-hbt2", "he-thong-hbt-2", "scoring-service", "any"})
        void usesNoGroupThatIsNotItsOwn(String group) {
            refused(GroupAuthorizationException.class, () -> read("he-thong-hbt", group, Topics.intakeResults("HBT")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"thidua.intake.v1.HBT", "thidua.intake.v1.HBT2", "anything"})
        void createsNoTopics(String topic) {
            refused(TopicAuthorizationException.class, () -> create("he-thong-hbt", topic));
        }

        @Test
        void seesOnlyItsOwnTopicsAndChangesNothingOfTheBroker() throws Exception {
            try (var admin = Admin.create(SecuredBroker.as("he-thong-hbt").settings())) {
                assertThat(admin.listTopics().names().get())
                        .containsExactlyInAnyOrder(Topics.intake("HBT"), Topics.intakeResults("HBT"));
                refused(
                        TopicAuthorizationException.class,
                        () -> admin.deleteTopics(List.of(Topics.intake("HBT")))
                                .all()
                                .get());
                refused(
                        TopicAuthorizationException.class,
                        () -> admin.deleteRecords(Map.of(
                                        new TopicPartition(Topics.intake("HBT"), 0), RecordsToDelete.beforeOffset(0)))
                                .all()
                                .get());
                refused(
                        ClusterAuthorizationException.class,
                        () -> admin.describeAcls(AclBindingFilter.ANY).values().get());
                refused(
                        ClusterAuthorizationException.class,
                        () -> admin.createAcls(AccessRules.parse("he-thong-hbt write topic literal x"))
                                .all()
                                .get());
                refused(ClusterAuthorizationException.class, () -> {
                    Accounts.set(admin, Map.of("he-thong-dd", "stolen"));
                });
            }
        }
    }

    @Nested
    class Services {

        static final List<String> NAMES = SERVICES;

        @Test
        void scoringReadsIntakesAndLeadershipsAndWritesResultsScoresAndItsDeadLetters() throws Exception {
            send("ranking-service", Topics.RANKING);
            send("he-thong-hbt", Topics.intake("HBT"));

            assertThat(read("scoring-service", "scoring-service", Topics.intake("HBT")))
                    .isPositive();
            assertThat(read("scoring-service", "scoring-service-leadership", Topics.RANKING))
                    .isPositive();
            for (var topic : List.of(Topics.SCORING, Topics.intakeResults("LB"))) {
                send("scoring-service", topic);
            }
            for (var topic : SCORING_LETTERS) {
                send("scoring-service", topic);
            }
        }

        @Test
        void rankingReadsScoresAndWritesWhatCameOfThemAndItsDeadLetters() throws Exception {
            send("scoring-service", Topics.SCORING);

            assertThat(read("ranking-service", "ranking-service", Topics.SCORING))
                    .isPositive();
            send("ranking-service", Topics.RANKING);
            send("ranking-service", RANKING_LETTERS.getFirst());
        }

        @Test
        void notificationReadsWhatRankingPublishesAndWritesItsDeadLetters() throws Exception {
            send("ranking-service", Topics.RANKING);

            assertThat(read("notification-service", "notification-service", Topics.RANKING))
                    .isPositive();
            send("notification-service", NOTIFICATION_LETTERS.getFirst());
        }

        @ParameterizedTest
        @CsvSource({
            "ranking-service, thidua.scoring.v1",
            "ranking-service, thidua.intake-results.v1.HBT",
            "ranking-service, thidua.intake.v1.HBT",
            "notification-service, thidua.scoring.v1",
            "notification-service, thidua.ranking.v1",
            "notification-service, thidua.intake.v1.HBT",
            "scoring-service, thidua.ranking.v1",
            "scoring-service, thidua.intake.v1.HBT",
            "scoring-service, thidua.scoring.v1.ranking-service.dlt",
            "operations, thidua.scoring.v1",
            "operations, thidua.ranking.v1.notification-service.dlt",
            "nobody, thidua.scoring.v1"
        })
        void writeNothingOfAnother(String principal, String topic) {
            // Who may write nowhere is refused even earlier, as a producer.
            refused(AuthorizationException.class, () -> send(principal, topic));
        }

        @ParameterizedTest
        @CsvSource({
            "ranking-service, thidua.intake.v1.HBT",
            "ranking-service, thidua.intake-results.v1.HBT",
            "notification-service, thidua.scoring.v1",
            "scoring-service, thidua.intake-results.v1.HBT",
            "operations, thidua.scoring.v1",
            "operations, thidua.intake.v1.scoring-service.dlt",
            "nobody, thidua.ranking.v1"
        })
        void readNothingThatTheyDoNotNeed(String principal, String topic) {
            refused(TopicAuthorizationException.class, () -> readWithoutAGroup(principal, topic));
        }

        @ParameterizedTest
        @FieldSource("NAMES")
        void createNoTopicsThatAreNotPlanned(String service) {
            refused(TopicAuthorizationException.class, () -> create(service, "thidua.other.v1"));
        }

        @Test
        void operationsSeeWhereConsumersAreAndHowMuchWasGivenUp() throws Exception {
            scoringReadsIntakesAndLeadershipsAndWritesResultsScoresAndItsDeadLetters();
            try (var admin = Admin.create(SecuredBroker.as("operations").settings())) {
                assertThat(admin.listConsumerGroupOffsets("scoring-service")
                                .partitionsToOffsetAndMetadata()
                                .get())
                        .containsKey(new TopicPartition(Topics.intake("HBT"), 0));
                var letters = new TopicPartition(SCORING_LETTERS.getFirst(), 0);
                assertThat(admin.listOffsets(Map.of(letters, OffsetSpec.latest()))
                                .partitionResult(letters)
                                .get()
                                .offset())
                        .isPositive();
                refused(
                        GroupAuthorizationException.class,
                        () -> admin.deleteConsumerGroups(List.of("scoring-service"))
                                .all()
                                .get());
            }
        }
    }

    @Nested
    class TheDoor {

        @Test
        void staysShutForAWrongPassword() {
            var access = KafkaAccess.as("he-thong-hbt", "password of he-thong-dd", SecuredBroker.brokers());
            refused(SaslAuthenticationException.class, () -> topics(access.settings()));
        }

        @Test
        void staysShutForAnUnknownName() {
            var access = KafkaAccess.as("he-thong-xx", "password of he-thong-xx", SecuredBroker.brokers());
            refused(SaslAuthenticationException.class, () -> topics(access.settings()));
        }

        @Test
        void staysShutWithoutAPassword() {
            var settings =
                    new HashMap<>(KafkaAccess.open(SecuredBroker.brokers()).settings());
            settings.put("request.timeout.ms", 1_000);
            settings.put("default.api.timeout.ms", 2_000);
            refused(TimeoutException.class, () -> topics(settings));
        }

        @Test
        void whoHasAnAccountAndNoRightsSeesNothing() throws Exception {
            try (var admin = Admin.create(SecuredBroker.as("nobody").settings())) {
                assertThat(admin.listTopics().names().get()).isEmpty();
                assertThat(admin.listGroups().all().get()).isEmpty();
            }
        }

        private static void topics(Map<String, Object> settings) throws Exception {
            try (var admin = Admin.create(settings)) {
                admin.listTopics().names().get();
            }
        }
    }

    private static String system(String unit) {
        return "he-thong-" + unit.toLowerCase(Locale.ROOT);
    }

    private static Stream<String> others(String unit) {
        return DISTRICTS.stream().filter(other -> !other.equals(unit)).limit(2);
    }

    /** Whoever refused it said so in so many words, at whatever depth. */
    private static void refused(Class<? extends RuntimeException> how, ThrowingCallable what) {
        assertThatThrownBy(what)
                .satisfies(thrown -> assertThat(Stream.iterate(thrown, cause -> cause != null, Throwable::getCause))
                        .hasAtLeastOneElementOfType(how));
    }

    private static void create(String principal, String... names) throws Exception {
        try (var admin = Admin.create(SecuredBroker.as(principal).settings())) {
            for (var name : names) {
                try {
                    admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                            .all()
                            .get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
                await().until(() -> admin.listTopics().names().get().contains(name));
            }
        }
    }

    /** As the services do: idempotent, acknowledged by all. */
    private static void send(String principal, String topic) throws Exception {
        var settings = new HashMap<>(SecuredBroker.as(principal).settings());
        settings.put("max.block.ms", 10_000);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, "{}".getBytes(UTF_8)))
                    .get();
        }
    }

    /** Reads something as a member of a group, and commits it. */
    private static int read(String principal, String group, String topic) {
        var settings = new HashMap<>(SecuredBroker.as(principal).settings());
        settings.put("group.id", group);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (System.nanoTime() < until) {
                var count = consumer.poll(Duration.ofMillis(200)).count();
                if (count > 0) {
                    consumer.commitSync();
                    return count;
                }
            }
            return 0;
        }
    }

    private static void readWithoutAGroup(String principal, String topic) {
        try (var consumer = new KafkaConsumer<>(
                SecuredBroker.as(principal).settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (System.nanoTime() < until) {
                consumer.poll(Duration.ofMillis(200));
            }
        }
    }
}
