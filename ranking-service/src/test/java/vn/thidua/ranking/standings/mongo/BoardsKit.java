package vn.thidua.ranking.standings.mongo;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Adjustment;
import vn.thidua.events.EventJson;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.SheetKind;
import vn.thidua.events.Standings;
import vn.thidua.events.StandingsUpdated;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.identity.Role;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.ranking.Case;
import vn.thidua.ranking.standings.Board;
import vn.thidua.ranking.standings.Change;
import vn.thidua.ranking.standings.Change.Source;
import vn.thidua.ranking.standings.Counting;
import vn.thidua.ranking.standings.Counting.Arrived;
import vn.thidua.ranking.standings.Finalising;
import vn.thidua.ranking.standings.Visible;

/** What any store of boards must do. */
abstract class BoardsKit {

    private static final Instant NOW = Instant.parse("2019-11-05T10:00:00Z");

    private static final Actor HEAD = new Actor("he-thong-hbt", Role.DISTRICT, "HBT", true);

    private final List<LogEntry> published = Collections.synchronizedList(new ArrayList<>());
    private @Nullable MongoClient client;
    private MongoCollection<Document> collection;
    private MongoBoards boards;

    /** The connection string of the store. */
    abstract String store();

    @BeforeEach
    void connect() {
        client = MongoClients.create(store());
        collection = client.getDatabase("kit_" + UUID.randomUUID()).getCollection("boards");
        boards = new MongoBoards(collection, (board, entries) -> published.addAll(entries));
    }

    @AfterEach
    void disconnect() {
        if (client != null) {
            client.getDatabase(collection.getNamespace().getDatabaseName()).drop();
            client.close();
        }
    }

    @Test
    @DisplayName("a board that was never written is unknown")
    void unknown() {
        assertThat(boards.find("cum-1:2019")).isEqualTo(Board.unknown("cum-1:2019"));
        assertThat(boards.standings("cum-1:2019")).isEmpty();
    }

    @Test
    @DisplayName("what was written is read again, to the last digit and nanosecond")
    void whatWasWrittenIsRead() {
        var cluster = Case.of("HBT", "DD");
        var precise = new ScoreSubmitted(
                cluster.board(),
                7,
                Instant.parse("2019-11-05T01:02:03.123456789Z"),
                cluster.board() + "/PEER/DD/HBT",
                SheetKind.PEER,
                "DD",
                "HBT",
                Map.of("I.1", 0, "II.1", 4450, "$x.y", 1),
                List.of(new Adjustment("BON.1", 150, null), new Adjustment("PEN.1", -50, "nộp chậm")),
                "sha-256:00");
        var board = apply(boards.find(cluster.board()), cluster.opened(), precise, cluster.closed(List.of(precise)));

        write(board);

        assertThat(boards.find(cluster.board())).isEqualTo(stored(board, 1));
        assertThat(boards.standings(cluster.board())).contains(Objects.requireNonNull(board.standings()));
    }

    @Test
    @DisplayName("sheets that come before their board is opened are kept, and counted once it is")
    void sheetsBeforeTheirBoard() {
        var cluster = Case.of("HBT", "DD");
        count(1, cluster.sheet("DD", "HBT", 9000));
        assertThat(boards.standings(cluster.board())).isEmpty();
        assertThat(published).isEmpty();

        count(2, cluster.opened());

        assertThat(boards.standings(cluster.board()))
                .map(Standings::sheetsCounted)
                .hasValue(1);
        assertThat(published).hasSize(1);
    }

    @Test
    @DisplayName("a correction replaces its sheet and leaves the others")
    void aCorrectionReplacesItsSheet() {
        var cluster = Case.of("HBT", "DD", "HK");
        count(1, cluster.opened(), cluster.sheet("DD", "HBT", 9000), cluster.sheet("HK", "HBT", 8000));
        count(2, cluster.sheet(2, "HK", "HBT", 9000));

        assertThat(boards.find(cluster.board()).sheets().byId().values())
                .extracting(sheet -> sheet.scorer() + " " + sheet.revision())
                .containsExactlyInAnyOrder("DD 1", "HK 2");
        assertThat(boards.find(cluster.board()).version()).isEqualTo(2);
    }

    @Test
    @DisplayName("a batch that says nothing new writes nothing")
    void nothingNewNothingWritten() {
        var cluster = Case.of("HBT", "DD");
        var opened = cluster.opened();
        var sheet = cluster.sheet("DD", "HBT", 9000);
        count(1, opened, sheet);
        var before = document(cluster.board());

        count(2, sheet, opened, sheet);

        assertThat(document(cluster.board())).isEqualTo(before);
        assertThat(published).hasSize(1);
    }

    @Test
    @DisplayName("a write from an older version loses, and nothing of it is stored or published")
    void aWriteFromAnOlderVersionLoses() {
        var cluster = Case.of("HBT", "DD");
        count(1, cluster.opened());
        var stale = boards.find(cluster.board());
        count(2, cluster.sheet("DD", "HBT", 9000));
        published.clear();
        var before = document(cluster.board());

        assertThat(boards.write(List.of(change(stale, apply(stale, cluster.sheet("HBT", "DD", 1))))))
                .containsExactly(cluster.board());

        assertThat(document(cluster.board())).isEqualTo(before);
    }

    @Test
    @DisplayName("of two first writes one loses")
    void ofTwoFirstWritesOneLoses() {
        var cluster = Case.of("HBT", "DD");
        var unknown = boards.find(cluster.board());

        assertThat(boards.write(List.of(change(unknown, apply(unknown, cluster.opened())))))
                .isEmpty();
        assertThat(boards.write(List.of(change(unknown, apply(unknown, cluster.opened())))))
                .containsExactly(cluster.board());
    }

    @Test
    @DisplayName("when one of a batch loses, the others stand, and deciding all again is harmless")
    void whenOneLosesTheOthersStand() {
        var slow = Case.of("HBT", "DD");
        var other = Case.of("HK", "HM");
        count(1, slow.opened());
        var staleSlow = boards.find(slow.board());
        count(2, slow.sheet("DD", "HBT", 9000));
        var unknown = boards.find(other.board());
        published.clear();

        var again = boards.write(List.of(
                change(staleSlow, apply(staleSlow, slow.sheet("HBT", "DD", 8000))),
                change(unknown, apply(unknown, other.opened()))));

        assertThat(again).contains(slow.board());
        assertThat(boards.standings(other.board())).isPresent();
        assertThat(published).extracting(LogEntry::key).contains(other.board());
        count(3, slow.sheet("HBT", "DD", 8000), other.opened());
        assertThat(boards.find(other.board()).version()).isEqualTo(1);
        assertThat(boards.standings(slow.board())).map(Standings::sheetsCounted).hasValue(2);
    }

    @Test
    @DisplayName("the log holds the newest standings alone, and waits since the oldest that was not published")
    void theLogDoesNotGrow() {
        var cluster = Case.of("HBT", "DD");
        countAt(NOW, 1, cluster.opened());
        countAt(NOW.plusSeconds(60), 2, cluster.sheet("DD", "HBT", 9000));
        countAt(NOW.plusSeconds(120), 3, cluster.sheet("HBT", "DD", 9000));

        var document = document(cluster.board());

        assertThat(document.getList(Outbox.LOG, Document.class)).hasSize(1);
        assertThat(document.getLong(Outbox.LOGGED)).isEqualTo(3);
        assertThat(document.getLong(Outbox.PUBLISHED)).isZero();
        assertThat(document.getDate(Outbox.UNPUBLISHED_SINCE)).isEqualTo(Date.from(NOW));
        var entry = Outbox.unpublished(document).getFirst();
        assertThat(EventJson.read(entry.type(), entry.data()))
                .isInstanceOfSatisfying(
                        StandingsUpdated.class,
                        told -> assertThat(Optional.of(told.standings())).isEqualTo(boards.standings(cluster.board())));
        assertThat(published).extracting(LogEntry::seq).containsExactly(1L, 2L, 3L);
    }

    @Test
    @DisplayName("a correction waits in the log beside the final results that it corrects")
    void finalResultsAreNotSuperseded() {
        var cluster = Case.of("HBT", "DD");
        var sheets = cluster.sheets(Map.of("HBT", 9300, "DD", 9200));
        count(1, cluster.opened());
        count(2, sheets.toArray(ScoringEvent[]::new));
        count(3, cluster.closed(sheets));
        new Finalising(
                        boards,
                        (opened, now) -> opened.head(),
                        board -> Optional.empty(),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .finalise(cluster.board(), HEAD);
        var held = boards.find(cluster.board());
        published.clear();

        var after = held.correctedBy(List.of(cluster.sheet(2, "DD", "HBT", 9000)), "ghi nhầm");
        var results = Objects.requireNonNull(after.standings());
        var fact = new ResultsFinalised(cluster.board(), results.revision(), NOW, results, "sha-256:00");
        boards.write(List.of(new Change(held, after, Optional.of(fact), null, null)));

        assertThat(Outbox.unpublished(document(cluster.board())))
                .extracting(LogEntry::seq)
                .containsExactly(results.revision() - 1, results.revision());
        assertThat(published).extracting(LogEntry::seq).containsExactly(results.revision() - 1, results.revision());
        assertThat(boards.find(cluster.board()).corrected())
                .extracting(ScoreSubmitted::revision)
                .containsExactly(2L);
    }

    @Test
    @DisplayName("the place in the source topic never goes back")
    void theSourceNeverGoesBack() {
        var cluster = Case.of("HBT", "DD");
        count(7, cluster.opened());
        count(3, cluster.sheet("DD", "HBT", 9000));

        assertThat(document(cluster.board()).get("source", Document.class)).containsEntry("0", 7L);
    }

    @Test
    @DisplayName("boards are listed in the order of their ids, a page at a time, once they have standings")
    void boardsAreListed() {
        var clusters = IntStream.range(0, 5).mapToObj(i -> Case.of("HBT", "DD")).toList();
        clusters.forEach(cluster -> count(1, cluster.opened()));
        var unopened = Case.of("HK", "HM");
        count(1, unopened.sheet("HK", "HM", 1));
        var ids = clusters.stream().map(Case::board).sorted().toList();

        assertThat(boards.list(new Visible.All(), "", 3))
                .extracting(Standings::board)
                .isEqualTo(ids.subList(0, 3));
        assertThat(boards.list(new Visible.All(), ids.get(2), 3))
                .extracting(Standings::board)
                .isEqualTo(ids.subList(3, 5));
    }

    @Test
    @DisplayName("lists name the boards of a member, or those whose results are final, in the same order and pages")
    void listsNameWhatIsVisible() {
        var clusters =
                List.of(Case.of("HBT", "DD"), Case.of("HBT", "HK"), Case.of("DD", "HK"), Case.of("HBT", "DD", "HK"));
        clusters.forEach(cluster -> count(1, cluster.opened()));
        var last = clusters.get(2);
        count(2, last.closed(List.of()));
        new Finalising(
                        boards,
                        (opened, now) -> opened.head(),
                        board -> Optional.empty(),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .finalise(last.board(), new Actor("he-thong-dd", Role.DISTRICT, "DD", true));
        var ids = clusters.stream().map(Case::board).sorted().toList();

        assertThat(boards.list(new Visible.All(), "", 9))
                .extracting(Standings::board)
                .isEqualTo(ids);
        assertThat(boards.list(new Visible.OfMember("HK"), "", 9))
                .extracting(Standings::board)
                .containsExactlyInAnyOrder(
                        clusters.get(1).board(),
                        clusters.get(2).board(),
                        clusters.get(3).board())
                .isSorted();
        assertThat(boards.list(new Visible.OfMember("HBT"), "", 2)).hasSize(2);
        assertThat(boards.list(
                        new Visible.OfMember("HBT"),
                        boards.list(new Visible.OfMember("HBT"), "", 2)
                                .getLast()
                                .board(),
                        2))
                .hasSize(1);
        assertThat(boards.list(new Visible.OfMember("XX"), "", 9)).isEmpty();
        assertThat(boards.list(new Visible.Closed(), "", 9))
                .extracting(Standings::board)
                .containsExactly(last.board());
    }

    @Test
    @DisplayName("boards from before lists were found by members and status are found")
    void boardsFromBeforeAreFound() {
        var cluster = Case.of("HBT", "DD");
        count(1, cluster.opened());
        collection.updateOne(
                new Document("_id", cluster.board()),
                new Document("$unset", new Document("members", "").append("status", "")));

        var upgraded = new MongoBoards(collection, (board, entries) -> published.addAll(entries));

        assertThat(upgraded.list(new Visible.OfMember("HBT"), "", 9))
                .extracting(Standings::board)
                .containsExactly(cluster.board());
        assertThat(upgraded.list(new Visible.Closed(), "", 9)).isEmpty();
    }

    @Test
    @DisplayName("final results are kept and published with on whose authority they became so")
    void finalResultsCarryTheirAuthority() {
        var cluster = Case.of("HBT", "DD");
        count(1, cluster.opened(), cluster.closed(List.of()));
        assertThat(published)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.auth()).isNull());
        published.clear();
        new Finalising(
                        boards,
                        (opened, now) -> opened.head(),
                        board -> Optional.empty(),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .finalise(cluster.board(), HEAD);

        var by = new Authority(HEAD, Capacity.HEAD).authContext();
        assertThat(Outbox.unpublished(document(cluster.board())))
                .singleElement()
                .satisfies(entry -> assertThat(entry.auth()).isEqualTo(by));
        assertThat(published)
                .singleElement()
                .satisfies(entry -> assertThat(entry.auth()).isEqualTo(by));
    }

    @Test
    @DisplayName("a member's boards and the first page of all are found as fast while the collection grows")
    void listsStayFlat() {
        var cluster = Case.of("MINE", "DD");
        count(1, cluster.opened());
        grow(60);
        var few = typicalLists();
        grow(2_000);
        var many = typicalLists();

        assertThat(many).isLessThan(few.multipliedBy(5).plusMillis(2));
    }

    private Duration typicalLists() {
        var durations = new ArrayList<Duration>();
        for (var i = 0; i < 40; i++) {
            var start = System.nanoTime();
            boards.list(new Visible.OfMember("MINE"), "", 50);
            boards.list(new Visible.All(), "", 50);
            durations.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    @Test
    @DisplayName("many writers at once lose no sheet and count none twice")
    void manyWritersAtOnce() throws InterruptedException {
        var cluster = Case.of("A", "B", "C", "D", "E", "F");
        count(1, cluster.opened());
        var sheets = cluster.sheets(cluster.members().stream().collect(toMap(member -> member.id(), member -> 9000)));
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var writers = IntStream.range(0, 6)
                .mapToObj(writer -> Thread.ofVirtual()
                        .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
                        .start(() -> sheets.subList(6 * writer, 6 * writer + 6).forEach(sheet -> count(2, sheet))))
                .toList();
        for (var writer : writers) {
            writer.join();
        }

        assertThat(failures).isEmpty();
        assertThat(boards.standings(cluster.board()))
                .map(Standings::sheetsCounted)
                .hasValue(36);
        assertThat(boards.find(cluster.board()).version()).isEqualTo(37);
    }

    @Test
    @DisplayName("an instance that remembers an older board counts on the stored one")
    void anInstanceThatRemembersAnOlderBoard() {
        var cluster = Case.of("HBT", "DD", "HK");
        var sheets = cluster.sheets(Map.of("HBT", 9300, "DD", 9200, "HK", 9100));
        var one = new Counting(boards, Clock.fixed(NOW, ZoneOffset.UTC));
        var other = new Counting(boards, Clock.fixed(NOW, ZoneOffset.UTC));

        one.count(List.of(arrived(1, cluster.opened())));
        for (var i = 0; i < 9; i++) {
            (i % 3 == 0 ? one : other).count(List.of(arrived(2 + i, sheets.get(i))));
        }
        one.count(List.of(arrived(20, cluster.closed(sheets))));
        var results = new Finalising(
                        boards,
                        (opened, now) -> opened.head(),
                        board -> Optional.empty(),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .finalise(cluster.board(), HEAD);
        other.count(List.of(arrived(21, cluster.sheet(2, "HK", "HBT", 0))));

        assertThat(results.sheetsCounted()).isEqualTo(9);
        assertThat(boards.standings(cluster.board())).contains(results);
        assertThat(published.stream().filter(entry -> entry.seq() == results.revision()))
                .isNotEmpty();
    }

    @Test
    @DisplayName("finalising stores the final standings and what to tell of them in one write, once")
    void finalisingIsOneWrite() {
        var cluster = Case.of("HBT", "DD");
        var sheets = cluster.sheets(Map.of("HBT", 9300, "DD", 9200));
        count(1, cluster.opened());
        count(2, sheets.toArray(ScoringEvent[]::new));
        count(3, cluster.closed(sheets));
        published.clear();
        var finalising = new Finalising(
                boards, (opened, now) -> opened.head(), board -> Optional.empty(), Clock.fixed(NOW, ZoneOffset.UTC));

        var standings = finalising.finalise(cluster.board(), HEAD);

        assertThat(finalising.finalise(cluster.board(), HEAD)).isEqualTo(standings);
        assertThat(boards.standings(cluster.board())).contains(standings);
        assertThat(published).extracting(LogEntry::type).containsExactly("vn.thidua.ranking.results-finalised.v1");
        var before = document(cluster.board());
        count(9, cluster.sheet(2, "DD", "HBT", 0));
        assertThat(document(cluster.board())).isEqualTo(before);
    }

    @Test
    @DisplayName("guarded writes and reads by id stay as fast while the collection grows")
    void writesStayFlat() {
        var few = typicalWrite(grow(60));
        grow(2_000);
        var many = typicalWrite(grow(60));

        assertThat(many).isLessThan(few.multipliedBy(5).plusMillis(2));
    }

    private List<Case> grow(int more) {
        var cases = IntStream.range(0, more).mapToObj(i -> Case.of("HBT", "DD")).toList();
        new Counting(boards, Clock.fixed(NOW, ZoneOffset.UTC))
                .count(cases.stream()
                        .map(cluster -> new Arrived(cluster.opened(), new Source(0, 1)))
                        .toList());
        return cases;
    }

    /** The median, which a busy machine disturbs least. */
    private Duration typicalWrite(List<Case> clusters) {
        var durations = new ArrayList<Duration>();
        for (var cluster : clusters) {
            var start = System.nanoTime();
            count(2, cluster.sheet("DD", "HBT", 9000));
            durations.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return durations.stream().sorted().toList().get(durations.size() / 2);
    }

    private void count(long offset, ScoringEvent... events) {
        countAt(NOW, offset, events);
    }

    private void countAt(Instant now, long offset, ScoringEvent... events) {
        new Counting(boards, Clock.fixed(now, ZoneOffset.UTC))
                .count(List.of(events).stream()
                        .map(event -> arrived(offset, event))
                        .toList());
    }

    private static Arrived arrived(long offset, ScoringEvent event) {
        return new Arrived(event, new Source(0, offset));
    }

    private void write(Board after) {
        assertThat(boards.write(List.of(change(Board.unknown(after.id()), after))))
                .isEqualTo(Set.of());
    }

    private static Board apply(Board board, ScoringEvent... events) {
        return board.apply(List.of(events));
    }

    private static Change change(Board before, Board after) {
        var standings = Objects.requireNonNull(after.standings());
        return new Change(
                before,
                after,
                Optional.of(new StandingsUpdated(after.id(), standings.revision(), NOW, standings)),
                new Source(0, 1),
                null);
    }

    private static Board stored(Board board, long version) {
        return new Board(
                board.id(),
                version,
                board.opened(),
                board.sheets(),
                board.closed(),
                board.recused(),
                board.recorded(),
                board.standings());
    }

    private Document document(String board) {
        return Objects.requireNonNull(
                collection.find(new Document("_id", board)).first());
    }
}
