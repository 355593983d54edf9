package vn.thidua.ranking.leadership.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
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
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.ranking.Case;
import vn.thidua.ranking.leadership.Decision.Accepted;
import vn.thidua.ranking.leadership.Leadership;
import vn.thidua.ranking.leadership.Leadership.Agreed;
import vn.thidua.ranking.leadership.Leadership.Nominated;
import vn.thidua.ranking.leadership.Leadership.Open;
import vn.thidua.ranking.leadership.Rotation;
import vn.thidua.ranking.leadership.Step;

/** What any store of leaderships must do. */
abstract class LeadershipsKit {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2019-11-05T10:00:00Z"), ZoneOffset.UTC);

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
        rotation.take(board, new Step.Nominate("B", "C", "A"));
        rotation.take(board, new Step.Consent("C", null));

        assertThat(leaderships.find(board)).isInstanceOfSatisfying(Nominated.class, nominated -> {
            assertThat(nominated.nomination().head()).isEqualTo(new UnitRef("B", "Quận B"));
            assertThat(nominated.consents()).containsExactly("C");
            assertThat(nominated.version()).isEqualTo(2);
        });

        everyoneConsents();
        rotation.take(board, new Step.Agree());

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
    @DisplayName("what waits to be published keeps its order")
    void whatWaitsKeepsItsOrder() {
        rotation.take(board, new Step.Nominate("B", "C", "A"));
        rotation.take(board, new Step.Nominate("C", "B", "A"));

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
        assertThat(leaderships.write(nominate.next(), nominate.fact())).isTrue();
        assertThat(leaderships.write(nominate.next(), nominate.fact())).isFalse();

        var consent = decided(new Step.Consent("A", null), leaderships.find(board));
        rotation.take(board, new Step.Consent("B", null));
        assertThat(leaderships.write(consent.next(), consent.fact())).isFalse();
    }

    @Test
    @DisplayName("members that consent at the same moment are all heard")
    void allAreHeard() {
        rotation.take(board, new Step.Nominate("B", "C", "A"));
        everyoneConsents();

        assertThat(leaderships.find(board))
                .isInstanceOfSatisfying(
                        Nominated.class,
                        nominated -> assertThat(nominated.consents()).hasSize(8));
    }

    private void everyoneConsents() {
        var consenting = Stream.of("A", "B", "C", "D", "E", "F", "G", "H")
                .map(unit -> Thread.ofVirtual().start(() -> rotation.take(board, new Step.Consent(unit, null))))
                .toList();
        consenting.forEach(thread -> {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Accepted decided(Step step, Leadership leadership) {
        return (Accepted) step.decide(leadership, opened, CLOCK.instant());
    }
}
