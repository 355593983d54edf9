package vn.thidua.ranking.leadership.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.identity.Role;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.ranking.Case;
import vn.thidua.ranking.leadership.Decision.Accepted;
import vn.thidua.ranking.leadership.HeadInForce;
import vn.thidua.ranking.leadership.Leadership;
import vn.thidua.ranking.leadership.Leadership.Agreed;
import vn.thidua.ranking.leadership.Leadership.Consented;
import vn.thidua.ranking.leadership.Leadership.Nominated;
import vn.thidua.ranking.leadership.Leadership.Open;
import vn.thidua.ranking.leadership.Rotation;
import vn.thidua.ranking.leadership.Step;

/** What any store of leaderships must do. */
abstract class LeadershipsKit {

    private static final Instant NOVEMBER = Instant.parse("2019-11-05T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOVEMBER, ZoneOffset.UTC);

    private static final Authority BY = new Authority(actor("A"), Capacity.HEAD);

    private final ScoringOpened opened =
            Case.of("A", "B", "C", "D", "E", "F", "G", "H").opened();
    private final String board = opened.board();
    private final List<LogEntry> published = Collections.synchronizedList(new ArrayList<>());
    private @Nullable MongoClient client;
    private MongoCollection<Document> collection;
    private MongoLeaderships leaderships;
    private Rotation rotation;

    /** The connection string of the store. */
    abstract String store();

    @BeforeEach
    void connect() {
        client = MongoClients.create(store());
        collection = client.getDatabase("kit_" + UUID.randomUUID()).getCollection("leaderships");
        leaderships = new MongoLeaderships(collection, (id, entries) -> published.addAll(entries));
        rotation = new Rotation(leaderships, id -> Optional.of(opened), CLOCK);
    }

    @AfterEach
    void disconnect() {
        if (client != null) {
            client.getDatabase(collection.getNamespace().getDatabaseName()).drop();
            client.close();
        }
    }

    @Test
    @DisplayName("a leadership that was never written is open")
    void neverWrittenIsOpen() {
        assertThat(leaderships.find(board)).isEqualTo(new Open(board));
    }

    @Test
    @DisplayName("each step of the dialogue is read again as it was written")
    void stepsAreReadAgain() {
        rotation.take(board, new Step.Nominate("B", "C", "A"), actor("A"));
        rotation.take(board, new Step.Consent("C", null), actor("C"));

        assertThat(leaderships.find(board)).isInstanceOfSatisfying(Nominated.class, nominated -> {
            assertThat(nominated.nomination().head()).isEqualTo(new UnitRef("B", "Quận B"));
            assertThat(nominated.consents())
                    .containsExactly(new Consented("C", new Authority(actor("C"), Capacity.DISTRICT), CLOCK.instant()));
            assertThat(nominated.version()).isEqualTo(2);
        });

        everyoneConsents();
        rotation.take(board, new Step.Agree(), actor("A"));

        assertThat(leaderships.find(board))
                .isInstanceOfSatisfying(
                        Agreed.class,
                        agreed -> assertThat(agreed.effectiveFrom()).hasToString("2020-01-01"));
        assertThat(published)
                .extracting(LogEntry::id)
                .contains(
                        "leadership-nominated/" + board + "/leadership@1",
                        "leadership-agreed/" + board + "/leadership@2");
    }

    @Test
    @DisplayName("facts are kept and published with on whose authority they happened")
    void factsCarryTheirAuthority() {
        rotation.take(board, new Step.Nominate("B", "C", "A"), actor("A"));
        everyoneConsents();
        rotation.take(board, new Step.Agree(), actor("A"));

        var kept = Objects.requireNonNull(
                        collection.find(new Document("_id", board)).first())
                .getList(Outbox.LOG, Document.class);
        assertThat(kept)
                .hasSize(2)
                .extracting(LogEntry::from)
                .allSatisfy(entry -> assertThat(entry.auth()).isEqualTo(BY.authContext()));
        assertThat(published)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.auth()).isEqualTo(BY.authContext()));
    }

    @Test
    @DisplayName("the head of a cluster is that of the latest agreed term that has begun")
    void theHeadInForce() {
        var first = Case.of("A", "B", "C");
        var second = first.inPeriod("2020");
        var other = Case.of("A", "B", "C");
        agreed(first.opened(), "B", NOVEMBER);
        agreed(second.opened(), "C", NOVEMBER.plus(Duration.ofDays(366)));
        agreed(other.opened(), "A", NOVEMBER);
        var cluster = first.opened().cluster().id();

        assertThat(leaderships.head(cluster, LocalDate.of(2019, 12, 31))).isEmpty();
        assertThat(leaderships.head(cluster, LocalDate.of(2020, 1, 1)))
                .map(UnitRef::id)
                .hasValue("B");
        assertThat(leaderships.head(cluster, LocalDate.of(2020, 12, 31)))
                .map(UnitRef::id)
                .hasValue("B");
        assertThat(leaderships.head(cluster, LocalDate.of(2021, 1, 1)))
                .map(UnitRef::id)
                .hasValue("C");
        assertThat(leaderships.head("no-such", LocalDate.of(2021, 1, 1))).isEmpty();
    }

    @Test
    @DisplayName("of two terms that begin on the same day the one that was agreed on later is in force")
    void agreedOnLater() {
        var once = Case.of("A", "B", "C");
        var again = new Case[] {once.inPeriod("2019-H1"), once.inPeriod("2019-H2")};
        agreed(again[1].opened(), "C", NOVEMBER.plusSeconds(1));
        agreed(again[0].opened(), "B", NOVEMBER);

        assertThat(leaderships.head(once.opened().cluster().id(), LocalDate.of(2020, 1, 1)))
                .map(UnitRef::id)
                .hasValue("C");
    }

    @Test
    @DisplayName("what was agreed on before anybody was asked who they are is read, and its head is found")
    void fromBeforeIdentity() {
        rotation.take(board, new Step.Nominate("B", "C", "A"), actor("A"));
        everyoneConsents();
        rotation.take(board, new Step.Agree(), actor("A"));
        collection.updateOne(
                new Document("_id", board),
                new Document("$set", new Document("consents", List.of("A", "B")))
                        .append("$unset", new Document("cluster", "").append("agreedAt", "")));

        var upgraded = new MongoLeaderships(collection, (id, entries) -> published.addAll(entries));

        assertThat(((Agreed) upgraded.find(board)).consents())
                .containsExactly(new Consented("A", null, null), new Consented("B", null, null));
        assertThat(upgraded.head(opened.cluster().id(), LocalDate.of(2020, 1, 1)))
                .map(UnitRef::id)
                .hasValue("B");
    }

    @Test
    @DisplayName("what waits to be published keeps its order")
    void whatWaitsKeepsItsOrder() {
        rotation.take(board, new Step.Nominate("B", "C", "A"), actor("A"));
        rotation.take(board, new Step.Nominate("C", "B", "A"), actor("A"));

        var document = Objects.requireNonNull(
                collection.find(new Document("_id", board)).first());

        assertThat(Outbox.unpublished(document)).extracting(LogEntry::seq).containsExactly(1L, 2L);
        assertThat(document.getLong(Outbox.LOGGED)).isEqualTo(2);
        assertThat(document.getDate(Outbox.UNPUBLISHED_SINCE)).isEqualTo(CLOCK.instant());
    }

    @Test
    @DisplayName("a write from an older version loses")
    void aWriteFromAnOlderVersionLoses() {
        var nominate = decided(new Step.Nominate("B", "C", "A"), leaderships.find(board));
        assertThat(leaderships.write(nominate.next(), nominate.fact(), BY)).isTrue();
        assertThat(leaderships.write(nominate.next(), nominate.fact(), BY)).isFalse();

        var consent = decided(new Step.Consent("A", null), leaderships.find(board));
        rotation.take(board, new Step.Consent("B", null), actor("B"));
        assertThat(leaderships.write(consent.next(), consent.fact(), BY)).isFalse();
    }

    @Test
    @DisplayName("members that consent at the same moment are all heard")
    void allAreHeard() {
        rotation.take(board, new Step.Nominate("B", "C", "A"), actor("A"));
        everyoneConsents();

        assertThat(leaderships.find(board))
                .isInstanceOfSatisfying(
                        Nominated.class,
                        nominated -> assertThat(nominated.consents()).hasSize(8));
    }

    /** A leadership of this board that was agreed on at this instant. */
    private void agreed(ScoringOpened opened, String head, Instant when) {
        var dialogue = new Rotation(leaderships, id -> Optional.of(opened), Clock.fixed(when, ZoneOffset.UTC));
        dialogue.take(
                opened.board(),
                new Step.Nominate(head, head.equals("A") ? "B" : "A", headNow(opened, when)),
                actor(headNow(opened, when)));
        opened.members()
                .forEach(member ->
                        dialogue.take(opened.board(), new Step.Consent(member.id(), null), actor(member.id())));
        dialogue.take(opened.board(), new Step.Agree(), actor(headNow(opened, when)));
    }

    private String headNow(ScoringOpened opened, Instant when) {
        return new HeadInForce(leaderships).of(opened, when);
    }

    private void everyoneConsents() {
        var consenting = Stream.of("A", "B", "C", "D", "E", "F", "G", "H")
                .map(unit ->
                        Thread.ofVirtual().start(() -> rotation.take(board, new Step.Consent(unit, null), actor(unit))))
                .toList();
        consenting.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Actor actor(String unit) {
        return new Actor("he-thong-" + unit, Role.DISTRICT, unit, true);
    }

    private Accepted decided(Step step, Leadership leadership) {
        return (Accepted) step.decide(leadership, opened, BY, CLOCK.instant());
    }
}
