package vn.thidua.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.thidua.scoring.Sample.NOON;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Event;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.SheetKind;
import vn.thidua.events.Topics;
import vn.thidua.messaging.Outbox;
import vn.thidua.messaging.testing.TestBroker;
import vn.thidua.messaging.testing.TestStore;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.mongo.MongoBoards;
import vn.thidua.scoring.sheet.CanonicalSheet;
import vn.thidua.scoring.sheet.Revision;
import vn.thidua.scoring.sheet.Sheet;
import vn.thidua.scoring.sheet.SheetContent;
import vn.thidua.scoring.sheet.mongo.MongoSheets;

/** What a crash between two writes leaves behind, and what the next start makes of it. */
class CrashTest {

    private static final String OPEN = "cum-crash:2019";
    private static final String HALF_CLOSED = "cum-crash:2019-B";
    private static final String CLOSED = "cum-crash:2019-C";

    @Test
    void theNextStartPublishesWhatCountsFinishesWhatWasClosingAndTakesBackWhatCameTooLate() {
        try (var client = MongoClients.create(TestStore.embedded())) {
            var database = client.getDatabase("crash");
            var boards = new MongoBoards(database, (id, entries) -> {});
            var sheets = new MongoSheets(database, (id, entries) -> {});
            try (var scoring = RunningScoring.embedded("crash")) {
                List.of(OPEN, HALF_CLOSED, CLOSED).forEach(scoring::open);
                scoring.district("HBT")
                        .post("/boards/" + CLOSED + "/close", "{\"missingBecause\":\"thử\"}")
                        .isSuccess();
                await().untilAsserted(() -> assertThat(unpublished(database.getCollection("boards")))
                        .isZero());
            }
            // Written, and the process died before it read the board's state.
            sheets.store(null, sheet(OPEN));
            sheets.store(null, sheet(HALF_CLOSED));
            sheets.store(null, sheet(CLOSED));
            beginClosing(boards, HALF_CLOSED);

            try (var scoring = RunningScoring.embedded("crash");
                    var facts = new Facts(TestBroker.brokers(), Topics.SCORING)) {
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    assertThat(of(facts.of(OPEN), ScoreSubmitted.class)).hasSize(1);
                    assertThat(of(facts.of(HALF_CLOSED), ScoreSubmitted.class)).hasSize(1);
                    assertThat(of(facts.of(HALF_CLOSED), ScoringClosed.class))
                            .singleElement()
                            .satisfies(closed -> assertThat(closed.manifest()).hasSize(1));
                    assertThat(unpublished(database.getCollection("sheets"))).isZero();
                });
                assertThat(of(facts.of(CLOSED), ScoreSubmitted.class)).isEmpty();
                assertThat(sheets.find(sheet(CLOSED).id())).isEmpty();
                assertThat(scoring.bean(Boards.class).standing(List.of(HALF_CLOSED)))
                        .containsEntry(HALF_CLOSED, new Boards.Standing(BoardState.CLOSED, null));
            }
        }
    }

    private static void beginClosing(MongoBoards boards, String id) {
        var board = boards.find(BoardId.parse(id).orElseThrow()).orElseThrow();
        var opened = ((Board.Open) board.phase()).opened();
        assertThat(boards.store(
                        board,
                        new Board(
                                board.id(),
                                board.version() + 1,
                                board.plan(),
                                new Board.Closing(opened, "thử", Sample.auth("HBT"))),
                        List.of(),
                        Sample.auth("HBT")))
                .isTrue();
    }

    private static long unpublished(MongoCollection<Document> collection) {
        return collection.countDocuments(new Document(Outbox.UNPUBLISHED_SINCE, new Document("$exists", true)));
    }

    private static Sheet sheet(String board) {
        var content = new SheetContent(
                board, SheetKind.PEER, "HBT", "DD", new TreeMap<>(Sample.marks(500, 500, 900)), List.of());
        return Sheet.of(
                new Revision(1, content, CanonicalSheet.digest(content), NOON, List.of("k"), Sample.auth("HBT")));
    }

    private static <T extends Event> List<T> of(List<Event> events, Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
