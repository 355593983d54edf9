package vn.thidua.scoring.proof;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.Sample.BOARD;
import static vn.thidua.scoring.Sample.CLUSTER;
import static vn.thidua.scoring.Sample.NOON;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import vn.thidua.events.Adjustment;
import vn.thidua.events.EventJson;
import vn.thidua.events.Receipt;
import vn.thidua.events.SheetKind;
import vn.thidua.proof.ReceiptProof;
import vn.thidua.proof.Verifier;
import vn.thidua.proof.entry.Entry;
import vn.thidua.proof.entry.Opened;
import vn.thidua.proof.log.PublishedLog;
import vn.thidua.proof.log.TileStore;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.SigningKey;
import vn.thidua.scoring.Sample;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardPlan;
import vn.thidua.scoring.board.mongo.MongoBoards;
import vn.thidua.scoring.proof.Integrity.Finding;
import vn.thidua.scoring.proof.mongo.MongoSalts;
import vn.thidua.scoring.proof.mongo.MongoSeasons;
import vn.thidua.scoring.sheet.CanonicalSheet;
import vn.thidua.scoring.sheet.Revision;
import vn.thidua.scoring.sheet.Sheet;
import vn.thidua.scoring.sheet.SheetContent;
import vn.thidua.scoring.sheet.SheetLog.Counted;
import vn.thidua.scoring.sheet.mongo.MongoSheets;

/** A season's log that several instances write. Run against each store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SeasonLogsKit {

    private static final Origin ORIGIN = new Origin(CLUSTER, "2019");
    private static final SigningKey KEY = SigningKey.generate("thidua", new SecureRandom());
    private static final KnownKeys KNOWN =
            KnownKeys.of(KEY.named(ORIGIN.toString()).verifier());

    private final MongoClient client = MongoClients.create(uri());
    private final List<String> wholeBundlesRead = new ArrayList<>();
    private MongoDatabase database = client.getDatabase("unused");

    abstract String uri();

    @BeforeEach
    void anEmptyDatabase(TestInfo test) {
        database = client.getDatabase(
                "logs_" + test.getTestMethod().orElseThrow().getName().hashCode());
        database.drop();
        wholeBundlesRead.clear();
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    @Test
    void instancesThatWriteInTurnsReadOnlyWhatIsNew() {
        var one = instance();
        var other = instance();
        one.opened(Sample.opened());
        var sheet = sheet(600);
        prove(one, sheet);
        prove(other, sheet);
        assertThat(wholeBundlesRead).hasSize(2);

        wholeBundlesRead.clear();
        for (var turn = 0; turn < 20; turn++) {
            sheet = sheet(sheet.revision() + 1);
            prove(turn % 2 == 0 ? one : other, sheet);
        }

        assertThat(wholeBundlesRead).isEmpty();
        assertThat(revisionsInTheLog()).containsExactlyElementsOf(upTo(620));
    }

    @Test
    void whatCameMeanwhileMayBeMuch() {
        var one = instance();
        var other = instance();
        one.opened(Sample.opened());
        prove(other, sheet(3));
        prove(one, sheet(700));
        wholeBundlesRead.clear();

        prove(other, sheet(702));

        assertThat(wholeBundlesRead).hasSize(2);
        assertThat(revisionsInTheLog()).containsExactlyElementsOf(upTo(702));
    }

    @Test
    void aLogThatWasSetBackIsReadAgain() {
        var logs = instance();
        logs.opened(Sample.opened());
        prove(logs, sheet(3));
        var heads = database.getCollection(MongoSeasons.HEADS);
        var older = requireNonNull(heads.find().first());
        prove(logs, sheet(9));
        heads.replaceOne(Filters.eq(ORIGIN.toString()), older);

        prove(logs, sheet(10));

        assertThat(revisionsInTheLog()).containsExactlyElementsOf(upTo(10));
    }

    @Test
    void aLargeLogIsReadInPortionsAndWhatWasChangedInItIsNamed() {
        var logs = instance();
        logs.opened(Sample.opened());
        prove(logs, sheet(6_000));
        // Whole tiles leave the head with the next checkpoint.
        prove(logs, sheet(6_001));
        wholeBundlesRead.clear();
        var told = new ArrayList<List<Finding>>();
        var patrol = new LogPatrol(new CountingSeasons(new MongoSeasons(database)), logs, (origin, findings) -> {
            assertThat(origin).isEqualTo(ORIGIN);
            told.add(findings);
        });

        patrol.step();
        assertThat(wholeBundlesRead).hasSize(20);
        assertThat(told).isEmpty();
        patrol.step();
        assertThat(told).containsExactly(List.of());

        change("tile/entries/003");
        patrol.step();
        assertThat(told).hasSize(2);
        assertThat(told.getLast())
                .singleElement()
                .extracting(Finding::en)
                .asString()
                .contains("entry 768 ");
    }

    /** In the first entry of a bundle. */
    private void change(String bundle) {
        var tiles = database.getCollection(MongoSeasons.TILES);
        var tile = requireNonNull(tiles.find(Filters.eq(ORIGIN + "/" + bundle)).first());
        var content = tile.get("content", Binary.class).getData();
        content[10] ^= 1;
        tiles.replaceOne(Filters.eq(tile.getString("_id")), tile.append("content", new Binary(content)));
    }

    @Test
    void aNoteThatWasAddedIsNamedAndHoldsUpNoOther() {
        var sheets = new MongoSheets(database, (id, entries) -> {});
        var boards = new MongoBoards(database, (id, entries) -> {});
        var logs = instance();
        open(boards, BOARD);
        var sheet =
                Sheet.of(revision(1, new Adjustment("BON.1", 100, "Mô hình mới"), new Adjustment("BON.2", 50, null)));
        sheets.store(null, sheet);
        prove(logs, sheet);
        var integrity = new Integrity(logs, new MongoSeasons(database), boards, sheets, board -> {}, board -> {});
        integrity.step();
        assertThat(integrity.found()).isEmpty();

        var stored = database.getCollection(MongoSheets.COLLECTION);
        var document = requireNonNull(stored.find().first());
        var last = document.getList("history", Document.class).getLast();
        var content = CanonicalSheet.json(
                revision(1, new Adjustment("BON.1", 100, "Mô hình mới"), new Adjustment("BON.2", 50, "thêm"))
                        .content());
        last.put("content", content);
        stored.replaceOne(Filters.eq(sheet.id().toString()), document);
        open(boards, BOARD + "-2");
        integrity.step();

        assertThat(integrity.found())
                .singleElement()
                .satisfies(finding -> assertThat(finding.subject()).startsWith(BOARD));
        assertThat(logs.boards(ORIGIN)).containsExactlyInAnyOrder(BOARD, BOARD + "-2");
    }

    private static void open(MongoBoards boards, String board) {
        var opened = Sample.opened(board);
        var plan = new BoardPlan(2019, null, null, "HBT", "2019.1", null);
        boards.store(
                null,
                new Board(BoardId.parse(board).orElseThrow(), 1, plan, new Board.Open(opened)),
                List.of(opened),
                null);
    }

    private SeasonLogs instance() {
        return new SeasonLogs(
                new CountingSeasons(new MongoSeasons(database)),
                new MongoBoards(database, (id, entries) -> {}),
                new MongoSheets(database, (id, entries) -> {}),
                new MongoSalts(database),
                KEY,
                () -> "chance");
    }

    private static void prove(SeasonLogs logs, Sheet sheet) {
        assertThat(logs.prove(List.of(new Counted(sheet, sheet.revision()))))
                .singleElement()
                .satisfies(proof -> assertThat(proof).hasValueSatisfying(SeasonLogsKit::verify));
    }

    private static void verify(Receipt.Proof proof) {
        var decoded = ReceiptProof.decode(EventJson.mapper().writeValueAsBytes(proof));
        assertThat(new Verifier(ORIGIN.toString(), KNOWN).verify(decoded).differences())
                .isEmpty();
    }

    /** Checked against what was signed. */
    private List<Long> revisionsInTheLog() {
        var log = PublishedLog.open(new MongoSeasons(database).open(ORIGIN), ORIGIN.toString(), KNOWN);
        assertThat(Entry.decode(log.entry(0))).isInstanceOf(Opened.class);
        var revisions = new ArrayList<Long>();
        for (var index = 1L; index < log.size(); index++) {
            revisions.add(((vn.thidua.proof.entry.Sheet) Entry.decode(log.entry(index))).revision());
        }
        return revisions;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** One sheet with that many revisions. */
    private static Sheet sheet(long revisions) {
        var sheet = Sheet.of(revision(1));
        for (var number = 2L; number <= revisions; number++) {
            sheet = sheet.corrected(revision(number));
        }
        return sheet;
    }

    private static Revision revision(long number, Adjustment... adjustments) {
        var content = new SheetContent(
                BOARD, SheetKind.PEER, "HBT", "DD", new TreeMap<>(Sample.marks(500, 450, 900)), List.of(adjustments));
        return new Revision(
                number,
                content,
                CanonicalSheet.digest(content),
                NOON.plusSeconds(number),
                List.of("k" + number),
                Sample.auth("HBT"));
    }

    /** Keeps which whole bundles of entries are read; parts come with the head. */
    private final class CountingSeasons implements Seasons {

        private final Seasons seasons;

        CountingSeasons(Seasons seasons) {
            this.seasons = seasons;
        }

        @Override
        public TileStore open(Origin origin) {
            var store = seasons.open(origin);
            return new TileStore() {
                @Override
                public Optional<byte[]> read(String path) {
                    var found = store.read(path);
                    if (found.isPresent() && path.startsWith("tile/entries/") && !path.contains(".p/")) {
                        wholeBundlesRead.add(path);
                    }
                    return found;
                }

                @Override
                public void write(String path, byte[] content) {
                    store.write(path, content);
                }

                @Override
                public void discard(String path) {
                    store.discard(path);
                }
            };
        }

        @Override
        public Optional<String> checkpoint(Origin origin) {
            return seasons.checkpoint(origin);
        }

        @Override
        public List<Origin> page(@Nullable Origin after, int limit) {
            return seasons.page(after, limit);
        }
    }
}
