package vn.thidua.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static vn.thidua.scoring.Sample.BOARD;
import static vn.thidua.scoring.Sample.NOON;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.EventJson;
import vn.thidua.events.IntakeResult;
import vn.thidua.events.Receipt;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.SheetKind;
import vn.thidua.events.Standings;
import vn.thidua.messaging.LogEntry;
import vn.thidua.messaging.Outbox;
import vn.thidua.scoring.access.Reach;
import vn.thidua.scoring.audit.AuditEntry;
import vn.thidua.scoring.audit.mongo.MongoAuditEntries;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardPlan;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.board.mongo.MongoBoards;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.cluster.Membership;
import vn.thidua.scoring.cluster.mongo.MongoClusters;
import vn.thidua.scoring.intake.EventBatch;
import vn.thidua.scoring.intake.EventResult;
import vn.thidua.scoring.intake.mongo.MongoEventBatches;
import vn.thidua.scoring.intake.mongo.MongoEventClaims;
import vn.thidua.scoring.leadership.Terms;
import vn.thidua.scoring.leadership.Terms.Appointment;
import vn.thidua.scoring.leadership.TermsTest;
import vn.thidua.scoring.leadership.mongo.MongoLeadershipTerms;
import vn.thidua.scoring.proof.mongo.MongoFinalBoards;
import vn.thidua.scoring.quarantine.Content;
import vn.thidua.scoring.quarantine.Quarantined;
import vn.thidua.scoring.quarantine.Quarantined.Door;
import vn.thidua.scoring.quarantine.Quarantined.State;
import vn.thidua.scoring.quarantine.mongo.MongoQuarantine;
import vn.thidua.scoring.scoretable.mongo.MongoScoreTables;
import vn.thidua.scoring.sheet.CanonicalSheet;
import vn.thidua.scoring.sheet.Revision;
import vn.thidua.scoring.sheet.Sheet;
import vn.thidua.scoring.sheet.SheetContent;
import vn.thidua.scoring.sheet.Sheets.Change;
import vn.thidua.scoring.sheet.mongo.MongoSheets;
import vn.thidua.scoring.system.DistrictSystem;
import vn.thidua.scoring.system.mongo.MongoSystems;
import vn.thidua.scoring.unit.Unit;
import vn.thidua.scoring.unit.mongo.MongoUnits;

/** What every store has to do. Run against each: the same sentences hold on all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoresKit {

    private static final SheetId ID = new SheetId(BOARD, SheetKind.PEER, "HBT", "DD");

    private final MongoClient client = MongoClients.create(uri());
    private final Map<String, List<LogEntry>> published = new HashMap<>();
    private MongoDatabase database = client.getDatabase("unused");

    abstract String uri();

    @BeforeEach
    void anEmptyDatabase(TestInfo test) {
        database = client.getDatabase(
                "stores_" + test.getTestMethod().orElseThrow().getName().hashCode());
        database.drop();
        published.clear();
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    @Test
    void aSheetIsReadAsItWasStored() {
        var sheets = sheets();
        var sheet = first(500, "k1");

        assertThat(sheets.find(ID)).isEmpty();
        assertThat(sheets.store(null, sheet)).isTrue();
        assertThat(sheets.find(ID)).contains(sheet);

        var corrected = corrected(sheet, 450, "k2");
        assertThat(sheets.store(sheet, corrected)).isTrue();
        assertThat(sheets.find(ID)).contains(corrected);
        assertThat(sheets.findAll(List.of(ID, new SheetId(BOARD, SheetKind.SELF, "HK", "HK"))))
                .isEqualTo(Map.of(ID, corrected));
    }

    @Test
    void theEventsStandInTheSameDocumentAndNothingIsPublishedByStoring() {
        var sheets = sheets();
        var sheet = first(500, "k1");
        sheets.store(null, sheet);
        var corrected = corrected(sheet, 450, "k2");
        sheets.store(sheet, corrected);

        var document = document(ID);
        assertThat(Outbox.unpublished(document))
                .extracting(LogEntry::seq, LogEntry::id, LogEntry::subject, LogEntry::key)
                .containsExactly(
                        tuple(1L, "score-submitted/" + ID + "@1", ID.toString(), BOARD),
                        tuple(2L, "score-submitted/" + ID + "@2", ID.toString(), BOARD));
        assertThat(EventJson.read(
                        ScoreSubmitted.class,
                        Outbox.unpublished(document).getLast().data()))
                .isEqualTo(corrected.standing().event());
        assertThat(document.getLong(Outbox.LOGGED)).isEqualTo(2);
        assertThat(document.getDate(Outbox.UNPUBLISHED_SINCE).toInstant()).isEqualTo(NOON);
        assertThat(published).isEmpty();

        sheets.publish(corrected);
        assertThat(published.get(ID.toString())).extracting(LogEntry::seq).containsExactly(1L, 2L);
    }

    @Test
    void whatIsPublishedIsNotPublishedAgain() {
        var sheets = sheets();
        var sheet = first(500, "k1");
        sheets.store(null, sheet);
        moveWatermark(1);

        var read = sheets.find(ID).orElseThrow();
        assertThat(read.published()).isEqualTo(1);
        var corrected = corrected(read, 450, "k2");
        sheets.store(read, corrected);
        sheets.publish(corrected);

        assertThat(published.get(ID.toString())).extracting(LogEntry::seq).containsExactly(2L);
        assertThat(document(ID).getDate(Outbox.UNPUBLISHED_SINCE).toInstant())
                .isEqualTo(corrected.standing().receivedAt());
    }

    @Test
    void ofTwoWhoDecidedOnTheSameSheetOneWrites() {
        var sheets = sheets();
        var sheet = first(500, "k1");

        assertThat(sheets.store(null, sheet)).isTrue();
        assertThat(sheets.store(null, first(450, "k2"))).isFalse();
        assertThat(sheets.store(sheet, corrected(sheet, 400, "k3"))).isTrue();
        assertThat(sheets.store(sheet, corrected(sheet, 350, "k4"))).isFalse();

        assertThat(sheets.find(ID).orElseThrow().standing().keys()).containsExactly("k3");
        assertThat(Outbox.unpublished(document(ID))).hasSize(2);
    }

    @Test
    void ofManyAtOnceExactlyOneWritesEachRevision() throws Exception {
        var sheets = sheets();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var first = threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Boolean>) () -> sheets.store(null, first(50 * i, "k" + i)))
                    .toList());
            assertThat(first.stream().filter(written -> written.resultNow())).hasSize(1);
            var standing = sheets.find(ID).orElseThrow();
            var second = threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i ->
                            (Callable<Boolean>) () -> sheets.store(standing, corrected(standing, 50 * i, "c" + i)))
                    .toList());
            assertThat(second.stream().filter(written -> written.resultNow())).hasSize(1);
        }
        assertThat(Outbox.unpublished(document(ID))).extracting(LogEntry::seq).containsExactly(1L, 2L);
    }

    @Test
    void manySheetsAreStoredAtOnceAndThoseThatChangedMeanwhileAreNot() {
        var sheets = sheets();
        var mine = first(500, "k1");
        var theirs = Sheet.of(revision(1, "HK", "DD", 400, "x"));
        sheets.store(null, theirs);

        var stored = sheets.storeAll(
                List.of(new Change(null, mine), new Change(null, Sheet.of(revision(1, "HK", "DD", 450, "y")))));

        assertThat(stored).containsExactly(ID);
        assertThat(sheets.findAll(List.of(ID, theirs.id()))).isEqualTo(Map.of(ID, mine, theirs.id(), theirs));

        assertThat(sheets.storeAll(List.of(
                        new Change(mine, corrected(mine, 450, "k2")),
                        new Change(theirs, corrected(theirs, 450, "k3")))))
                .containsExactlyInAnyOrder(ID, theirs.id());
        assertThat(sheets.storeAll(List.of(new Change(mine, corrected(mine, 350, "k4")))))
                .isEmpty();
        assertThat(sheets.storeAll(List.of())).isEmpty();
    }

    @Test
    void twoRevisionsOfOneSheetAreStoredInOneWrite() {
        var sheets = sheets();
        var both = corrected(first(500, "k1"), 450, "k2");

        sheets.storeAll(List.of(new Change(null, both)));

        assertThat(sheets.find(ID)).contains(both);
        assertThat(Outbox.unpublished(document(ID))).hasSize(2);
    }

    @Test
    void aRevisionThatCameTooLateIsTakenBackWithItsEvent() {
        var sheets = sheets();
        var first = first(500, "k1");
        sheets.store(null, first);
        moveWatermark(1);
        var standing = sheets.find(ID).orElseThrow();
        var late = corrected(standing, 450, "k2");
        sheets.store(standing, late);

        assertThat(sheets.rollBack(late, 1)).isTrue();

        assertThat(sheets.find(ID).orElseThrow().history()).isEqualTo(first.history());
        var document = document(ID);
        assertThat(Outbox.unpublished(document)).isEmpty();
        assertThat(document.getList(Outbox.LOG, Document.class)).hasSize(1);
        assertThat(document.getLong(Outbox.LOGGED)).isEqualTo(1);
        assertThat(document).doesNotContainKey(Outbox.UNPUBLISHED_SINCE).containsEntry("revision", 1L);
        assertThat(sheets.rollBack(late, 1)).isFalse();
    }

    @Test
    void anUnpublishedRevisionThatCountsStaysUnpublishedWhenALaterOneIsTakenBack() {
        var sheets = sheets();
        var first = first(500, "k1");
        sheets.store(null, first);
        var late = corrected(first, 450, "k2");
        sheets.store(first, late);

        sheets.rollBack(late, 1);

        assertThat(Outbox.unpublished(document(ID))).extracting(LogEntry::seq).containsExactly(1L);
        assertThat(document(ID)).containsKey(Outbox.UNPUBLISHED_SINCE);
    }

    @Test
    void aFirstRevisionThatCameTooLateIsGone() {
        var sheets = sheets();
        var sheet = first(500, "k1");
        sheets.store(null, sheet);

        assertThat(sheets.rollBack(corrected(sheet, 450, "k2"), 0)).isFalse();
        assertThat(sheets.rollBack(sheet, 0)).isTrue();
        assertThat(sheets.find(ID)).isEmpty();
    }

    @Test
    void aBoardsSheetsAreFoundByTheirIds() {
        var sheets = sheets();
        sheets.store(null, first(500, "k1"));
        var hk = Sheet.of(revision(1, "HK", "DD", 400, "x"));
        sheets.store(null, hk);
        sheets.store(hk, corrected(hk, 450, "y"));

        var standing = sheets.among(SheetId.expected(BOARD, Sample.UNITS));

        assertThat(standing.values())
                .extracting(CountedSheet::sheet, CountedSheet::revision)
                .containsExactly(tuple(ID.toString(), 1L), tuple(hk.id().toString(), 2L));
        assertThat(sheets.among(IntStream.range(0, 2500).mapToObj(i -> "x" + i).toList()))
                .isEmpty();
    }

    @Test
    void guardedWritesAndReadsByBoardDoNotSlowDownAsSheetsBecomeMany() {
        var sheets = sheets();
        var few = measure(sheets, 0);
        for (var from = 1000; from < 9000; from += 1000) {
            sheets.storeAll(someSheets(from, from + 1000).stream()
                    .map(sheet -> new Change(null, sheet))
                    .toList());
        }
        var many = measure(sheets, 9000);

        // A scan of ten thousand documents for each of them would take far longer than that.
        assertThat(many).isLessThan(few * 5 + 1_000_000_000L);
    }

    private static long measure(MongoSheets sheets, int from) {
        var some = someSheets(from, from + 200);
        var start = System.nanoTime();
        for (var sheet : some) {
            assertThat(sheets.store(null, sheet)).isTrue();
            assertThat(sheets.store(sheet, corrected(sheet, 50, "c"))).isTrue();
        }
        assertThat(sheets.among(
                        some.stream().map(sheet -> sheet.id().toString()).toList()))
                .hasSize(200);
        return System.nanoTime() - start;
    }

    private static List<Sheet> someSheets(int from, int to) {
        var some = new ArrayList<Sheet>();
        for (var i = from; i < to; i++) {
            some.add(Sheet.of(revision(1, "U" + i, "DD", 500, "k" + i)));
        }
        return some;
    }

    @Test
    void aBoardIsReadAsItWasStoredInEachPhase() {
        var boards = boards();
        var id = BoardId.parse(BOARD).orElseThrow();
        var opened = Sample.opened();
        var closed = new ScoringClosed(
                BOARD, 2, NOON, List.of(new CountedSheet(ID.toString(), 1, "sha-256:0")), List.of(), null);
        var plan = new BoardPlan(
                2019, opened.theme(), opened.conference(), opened.head(), Sample.TABLE.version(), opened.notice());
        var prepared = new Board(id, 1, plan, new Board.Prepared());
        var open = new Board(id, 2, plan, new Board.Open(opened));
        var closing = new Board(id, 3, plan, new Board.Closing(opened, "Quận bận", Sample.auth("HBT")));
        var untold = new Board(id, 4, plan, new Board.Closed(opened, closed, Sample.auth("HBT")));
        var told = closed.with("checkpoint");
        var done = new Board(id, 5, plan, new Board.Closed(opened, told, Sample.auth("HBT")));

        assertThat(boards.find(id)).isEmpty();
        assertThat(boards.standing(List.of(BOARD))).isEmpty();
        assertThat(boards.store(null, prepared, List.of(), null)).isTrue();
        assertThat(boards.store(null, prepared, List.of(), null)).isFalse();
        assertThat(boards.find(id)).contains(prepared);
        assertThat(boards.preparedIn(Sample.CLUSTER, null, 10)).containsExactly(prepared);
        assertThat(boards.openedWith("DD", null, 10)).isEmpty();
        assertThat(boards.store(prepared, open, List.of(opened), Sample.auth("HBT")))
                .isTrue();
        assertThat(boards.store(prepared, open, List.of(opened), Sample.auth("HBT")))
                .isFalse();
        assertThat(boards.find(id)).contains(open);
        assertThat(boards.preparedIn(Sample.CLUSTER, null, 10)).isEmpty();
        assertThat(boards.openedWith("DD", null, 10)).containsExactly(open);
        assertThat(boards.openedWith("DD", BOARD, 10)).isEmpty();
        assertThat(boards.openedWith("LB", null, 10)).isEmpty();
        assertThat(boards.store(open, closing, List.of(), Sample.auth("HBT"))).isTrue();
        assertThat(boards.find(id)).contains(closing);
        assertThat(boards.closing()).containsExactly(id);
        assertThat(boards.store(closing, untold, List.of(), Sample.auth("HBT"))).isTrue();
        assertThat(boards.find(id)).contains(untold);
        assertThat(boards.closing()).containsExactly(id);
        assertThat(boards.store(untold, done, List.of(told), Sample.auth("HBT")))
                .isTrue();
        assertThat(boards.find(id)).contains(done);
        assertThat(boards.closing()).isEmpty();
        assertThat(boards.standing(List.of(BOARD, "cum-khac:2019")))
                .isEqualTo(Map.of(BOARD, new Boards.Standing(BoardState.CLOSED, null)));
        assertThat(boards.page(null, 10)).containsExactly(done);
        assertThat(boards.page(BOARD, 10)).isEmpty();
        assertThat(boards.ids(null, 10)).containsExactly(BOARD);
        assertThat(boards.ids(BOARD, 10)).isEmpty();

        assertThat(published.get(BOARD))
                .extracting(LogEntry::id)
                .containsExactly("scoring-opened/" + BOARD + "@1", "scoring-closed/" + BOARD + "@2");
        var document = requireDocument(MongoBoards.COLLECTION, BOARD);
        assertThat(Outbox.unpublished(document)).extracting(LogEntry::seq).containsExactly(1L, 2L);
        assertThat(Outbox.unpublished(document)).extracting(LogEntry::auth).containsOnly(Sample.auth("HBT"));
        assertThat(document.getLong(Outbox.LOGGED)).isEqualTo(2);
    }

    @Test
    void unitsClustersAndScoreTablesAreReadAsTheyWereStored() {
        var units = new MongoUnits(database);
        assertThat(units.put(new Unit("HBT", "Quận Hai Bà"))).isTrue();
        assertThat(units.put(new Unit("HBT", "Quận Hai Bà Trưng"))).isFalse();
        assertThat(units.put(new Unit("DD", "Quận Đống Đa"))).isTrue();
        assertThat(units.find("HBT")).contains(new Unit("HBT", "Quận Hai Bà Trưng"));
        assertThat(units.findAll(List.of("HBT", "XX"))).containsOnlyKeys("HBT");
        assertThat(units.page(null, 10)).extracting(Unit::id).containsExactly("DD", "HBT");
        assertThat(units.page("DD", 1)).extracting(Unit::id).containsExactly("HBT");

        var clusters = new MongoClusters(database);
        var cluster = new Cluster(
                "cum",
                "Cụm",
                List.of(
                        new Membership("HBT", LocalDate.of(2010, 1, 1), null),
                        new Membership("DD", LocalDate.of(2010, 1, 1), LocalDate.of(2019, 12, 31))));
        assertThat(clusters.put(cluster)).isTrue();
        assertThat(clusters.put(cluster)).isFalse();
        assertThat(clusters.find("cum")).contains(cluster);
        assertThat(clusters.page(new Reach.Everyone(), null, 10)).containsExactly(cluster);
        assertThat(clusters.page(new Reach.OfUnit("DD"), null, 10)).containsExactly(cluster);
        assertThat(clusters.page(new Reach.OfUnit("DD"), "cum", 10)).isEmpty();
        assertThat(clusters.page(new Reach.OfUnit("HK"), null, 10)).isEmpty();

        var tables = new MongoScoreTables(database);
        assertThat(tables.add("cum", Sample.TABLE)).isTrue();
        assertThat(tables.add("cum", Sample.TABLE)).isFalse();
        assertThat(tables.find("cum", "2019.1")).contains(Sample.TABLE);
        assertThat(tables.find("cum", "2019.2")).isEmpty();
        assertThat(tables.versions("cum", null, 10)).containsExactly("2019.1");
        assertThat(tables.versions("cu", null, 10)).isEmpty();
        for (var version : List.of("2021.1", "2020.1")) {
            assertThat(tables.add("cum", version(version))).isTrue();
        }
        assertThat(tables.add("cum-2", version("2018.1"))).isTrue();
        assertThat(tables.versions("cum", null, 2)).containsExactly("2019.1", "2020.1");
        assertThat(tables.versions("cum", "2020.1", 2)).containsExactly("2021.1");
        assertThat(tables.versions("cum", "2021.1", 2)).isEmpty();
    }

    @Test
    void termsAreReadAsTheyWereStoredAndOfTwoWhoDecidedOneWrites() {
        var terms = new MongoLeadershipTerms(database);
        var none = terms.of("cum");
        assertThat(none).isEqualTo(Terms.none("cum"));

        var appointed = none.appointing(new Appointment("HBT", LocalDate.of(2019, 1, 1)));
        assertThat(terms.store(none, appointed)).isTrue();
        assertThat(terms.store(none, none.appointing(new Appointment("DD", LocalDate.of(2019, 1, 1)))))
                .isFalse();
        assertThat(terms.of("cum")).isEqualTo(appointed);

        var agreed = appointed.agreeing(TermsTest.agreed(3, "DD", LocalDate.of(2020, 1, 1)));
        assertThat(terms.store(appointed, agreed)).isTrue();
        assertThat(terms.store(appointed, agreed)).isFalse();
        assertThat(terms.of("cum")).isEqualTo(agreed);
    }

    @Test
    void correctionsOfFinalResultsAreKeptOnceInTheirOrder() {
        var finals = new MongoFinalBoards(database);
        var second = results(41, new Standings.Correction(40, "ghi nhầm"));
        var third = results(100, new Standings.Correction(41, "ghi nhầm lần nữa"));
        finals.add(results(40, null));
        assertThat(finals.containsAll(List.of("cum-1:2019"))).isTrue();
        assertThat(finals.corrections("cum-1:2019")).isEmpty();

        finals.add(third);
        finals.add(second);
        finals.add(second);
        finals.add(results(40, null));

        assertThat(finals.corrections("cum-1:2019")).containsExactly(second, third);
        assertThat(finals.corrections("cum-1:2020")).isEmpty();
        assertThat(finals.containsAll(List.of("cum-1:2019", "cum-1:2020"))).isFalse();
    }

    private static ResultsFinalised results(long revision, Standings.@Nullable Correction correction) {
        var standings = new Standings(
                "cum-1:2019",
                revision,
                new ClusterRef("cum-1", "Cụm thi đua số I"),
                2019,
                null,
                null,
                Standings.Status.FINAL,
                NOON,
                "2019.1",
                0,
                0,
                List.of(),
                null,
                correction);
        return new ResultsFinalised("cum-1:2019", revision, NOON, standings, "sha-256:00");
    }

    @Test
    void auditEntriesComeTheNewestFirst() {
        var entries = new MongoAuditEntries(database);
        var first = new AuditEntry("1", NOON, Sample.auth("HBT"), "board-planned", "boards/" + BOARD);
        var second = new AuditEntry("2", NOON.plusSeconds(1), Sample.auth("DD"), "board-planned", "boards/" + BOARD);
        entries.add(first);
        entries.add(second);

        assertThat(entries.page(null, 10)).containsExactly(second, first);
        assertThat(entries.page("2", 10)).containsExactly(first);
    }

    @Test
    void whatIsQuarantinedIsKeptOnceFoundByItsOwnerAndState() {
        var quarantine = new MongoQuarantine(database);
        var content = Content.of(Content.Form.SHEET, "{\"board\":\"x\"}".getBytes(UTF_8));
        Map<String, Object> problem = new TreeMap<>(Map.of("type", "urn:x", "status", 404));
        var first = Quarantined.of("HBT", Door.HTTP, "/hbt", "e1", content, problem, NOON);
        var second = Quarantined.of("HBT", Door.KAFKA, null, null, content, problem, NOON.plusSeconds(1));
        var other = Quarantined.of("DD", Door.HTTP, "/hbt", "e1", content, problem, NOON);

        quarantine.keep(List.of(second, first, other));
        quarantine.keep(
                List.of(Quarantined.of("HBT", Door.HTTP, "/hbt", "e1", content, Map.of(), NOON.plusSeconds(9))));

        assertThat(quarantine.find(first.id())).contains(first);
        assertThat(quarantine.page("HBT", null, null, 10)).containsExactly(first, second);
        assertThat(quarantine.page("HBT", State.OPEN, first.place(), 10)).containsExactly(second);
        assertThat(quarantine.page(null, State.OPEN, null, 10)).hasSize(3);
        assertThat(quarantine.page("HBT", State.DISCARDED, null, 10)).isEmpty();

        var corrected = first.corrected(Content.of(Content.Form.SHEET, "{}".getBytes(UTF_8)));
        assertThat(quarantine.store(first, corrected)).isTrue();
        assertThat(quarantine.store(first, first.discarded("muộn"))).isFalse();
        var replayed = corrected.replayed(IntakeResult.Outcome.ACCEPTED, null, NOON.plusSeconds(2));
        assertThat(quarantine.store(corrected, replayed)).isTrue();
        assertThat(quarantine.find(first.id())).contains(replayed);
        assertThat(quarantine.page("HBT", State.REPLAYED, null, 10)).containsExactly(replayed);
    }

    @Test
    void aBatchIsKeptInPartsWithItsResultsAndLosesItsEventsWhenItIsDone() {
        var batches = new MongoEventBatches(database);
        var events = List.of("{}".getBytes(UTF_8), "[".getBytes(UTF_8));
        batches.keepPart("b", 0, events);
        batches.keepPart("b", 1, events);
        assertThat(batches.find("b")).as("not before all of it is kept").isEmpty();
        var batch = EventBatch.of("b", Sample.by("HBT"), NOON, 4, List.of(0, 2));
        batches.add(batch);

        assertThat(batches.find("b")).contains(batch);
        assertThat(batches.unfinished()).containsExactly("b");
        assertThat(batches.part("b", 1)).hasSize(2).first().isEqualTo("{}".getBytes(UTF_8));
        assertThat(batches.results("b", 0)).isEmpty();
        var results = List.of(
                new EventResult(
                        0,
                        "/hbt",
                        "e1",
                        IntakeResult.Outcome.ACCEPTED,
                        new Receipt(
                                "s",
                                1,
                                "sha-256:0",
                                NOON,
                                new Receipt.Proof("thidua-receipt-1", "{}", "bA==", 0, List.of("cA=="), "checkpoint")),
                        null,
                        null),
                new EventResult(
                        1, null, null, IntakeResult.Outcome.REFUSED, null, new TreeMap<>(Map.of("status", 400)), "q"));
        assertThat(batches.keepResults("b", 0, results)).isEqualTo(results);
        assertThat(batches.keepResults("b", 0, List.of())).as("the first stay").isEqualTo(results);

        var done = new EventBatch(
                "b",
                2,
                batch.submitter(),
                NOON,
                4,
                batch.firsts(),
                2,
                EventBatch.Counts.of(results),
                NOON.plusSeconds(1));
        assertThat(batches.store(batch, done)).isTrue();
        assertThat(batches.store(batch, done)).isFalse();
        assertThat(batches.find("b")).contains(done);
        assertThat(batches.unfinished()).isEmpty();
        assertThat(batches.part("b", 1)).isEmpty();
        assertThat(batches.results("b", 0)).isEqualTo(results);
    }

    @Test
    void aSystemIsRegisteredOnce() {
        var systems = new MongoSystems(database);
        var system = new DistrictSystem("HBT", NOON);

        assertThat(systems.add(system)).isTrue();
        assertThat(systems.add(new DistrictSystem("HBT", NOON.plusSeconds(1)))).isFalse();
        assertThat(systems.find("HBT")).contains(system);
        assertThat(systems.find("DD")).isEmpty();
        assertThat(systems.page(null, 10)).containsExactly(system);
        assertThat(systems.page("HBT", 10)).isEmpty();
    }

    @Test
    void anEventIsClaimedForOneSheetAndGivenUpByWhoHasItAlone() {
        var claims = new MongoEventClaims(database);

        assertThat(claims.claim(Map.of("e1", "A", "e2", "A"), "mine")).isEmpty();
        assertThat(claims.claim(Map.of("e1", "B", "e2", "A", "e3", "B"), "theirs"))
                .as("only what is another sheet's")
                .isEqualTo(Map.of("e1", "A"));
        assertThat(claims.find(List.of("e1", "e2", "e3", "e4"))).isEqualTo(Map.of("e1", "A", "e2", "A", "e3", "B"));

        claims.release(Map.of("e1", "A"), "theirs");
        claims.release(Map.of("e1", "B"), "mine");
        claims.release(Map.of("e2", "A"), "mine");
        claims.release(Map.of("e2", "A"), "theirs");
        assertThat(claims.find(List.of("e1", "e2")))
                .as("another's, another sheet's, and what two hold")
                .isEqualTo(Map.of("e1", "A", "e2", "A"));
        claims.release(Map.of("e1", "A"), "mine");
        assertThat(claims.claim(Map.of("e1", "B"), "theirs")).isEmpty();
        assertThat(claims.claim(Map.of("e1", "B"), "theirs"))
                .as("sent twice by the driver")
                .isEmpty();
        claims.release(Map.of("e1", "B"), "theirs");
        assertThat(claims.find(List.of("e1"))).isEmpty();
        assertThat(claims.claim(Map.of(), "mine")).isEmpty();
    }

    @Test
    void ofManyWhoClaimEventsForDifferentSheetsAtOnceOneHasEach() throws Exception {
        var claims = new MongoEventClaims(database);
        var events = IntStream.range(0, 200).mapToObj(i -> "e" + i).toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var refused = threads.invokeAll(IntStream.range(0, 4)
                    .mapToObj(i -> (Callable<Map<String, String>>) () -> claims.claim(
                            events.stream().collect(Collectors.toMap(event -> event, event -> "sheet" + i)),
                            "holder" + i))
                    .toList());
            var standing = claims.find(events);
            assertThat(standing).hasSize(200);
            for (var event : events) {
                assertThat(refused.stream().filter(others -> others.resultNow().containsKey(event)))
                        .hasSize(3)
                        .allSatisfy(others -> assertThat(others.resultNow())
                                .containsEntry(event, requireNonNull(standing.get(event))));
            }
        }
    }

    private static ScoreTable version(String version) {
        var table = Sample.TABLE;
        return new ScoreTable(
                version,
                table.baseMax(),
                table.bonusMax(),
                table.penaltyMax(),
                table.totalCap(),
                table.step(),
                table.groups(),
                table.bonusRules(),
                table.penaltyRules());
    }

    private MongoSheets sheets() {
        return new MongoSheets(database, published::put);
    }

    private MongoBoards boards() {
        return new MongoBoards(
                database,
                (id, entries) -> published.merge(id, entries, (earlier, later) -> {
                    var all = new ArrayList<>(earlier);
                    all.addAll(later);
                    return all;
                }));
    }

    private void moveWatermark(long seq) {
        database.getCollection(MongoSheets.COLLECTION)
                .updateOne(
                        new Document("_id", ID.toString()),
                        new Document("$set", new Document(Outbox.PUBLISHED, seq))
                                .append("$unset", new Document(Outbox.UNPUBLISHED_SINCE, "")));
    }

    private Document document(SheetId id) {
        return requireDocument(MongoSheets.COLLECTION, id.toString());
    }

    private Document requireDocument(String collection, String id) {
        return requireNonNull(
                database.getCollection(collection).find(new Document("_id", id)).first());
    }

    private static Sheet first(int mark, String key) {
        return Sheet.of(revision(1, "HBT", "DD", mark, key));
    }

    private static Sheet corrected(Sheet sheet, int mark, String key) {
        return sheet.corrected(
                revision(sheet.revision() + 1, sheet.id().scorer(), sheet.id().target(), mark, key));
    }

    private static Revision revision(long number, String scorer, String target, int mark, String key) {
        var content = new SheetContent(
                BOARD,
                SheetKind.PEER,
                scorer,
                target,
                new TreeMap<>(Sample.marks(mark, 500, 900)),
                List.of(new Adjustment("BON.1", 100, "Mô hình “mới”")));
        return new Revision(
                number,
                content,
                CanonicalSheet.digest(content),
                NOON.plusSeconds(number - 1),
                List.of(key),
                Sample.auth(scorer));
    }
}
