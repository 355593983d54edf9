package vn.thidua.scoring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.Sample.NOON;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import vn.thidua.events.Adjustment;
import vn.thidua.events.EventJson;
import vn.thidua.events.Receipt;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.SheetKind;
import vn.thidua.events.SheetSubmission;
import vn.thidua.messaging.AuthContext;
import vn.thidua.proof.ReceiptProof;
import vn.thidua.proof.Verifier;
import vn.thidua.proof.entry.Closed;
import vn.thidua.proof.entry.Entry;
import vn.thidua.proof.entry.Opened;
import vn.thidua.proof.log.PublishedLog;
import vn.thidua.proof.note.KnownKeys;
import vn.thidua.proof.note.SignedCheckpoint;
import vn.thidua.proof.note.SigningKey;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardPlan;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.CloseBoard;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.board.mongo.MongoBoards;
import vn.thidua.scoring.proof.Origin;
import vn.thidua.scoring.proof.SeasonLogs;
import vn.thidua.scoring.proof.mongo.MongoSalts;
import vn.thidua.scoring.proof.mongo.MongoSeasons;
import vn.thidua.scoring.sheet.RulesInForce;
import vn.thidua.scoring.sheet.Settlement;
import vn.thidua.scoring.sheet.Sheet;
import vn.thidua.scoring.sheet.Sheets;
import vn.thidua.scoring.sheet.Submissions;
import vn.thidua.scoring.sheet.Submissions.Outcome;
import vn.thidua.scoring.sheet.mongo.MongoSheets;

/**
 * Many submit and correct sheets while the board is closed under them, and some of them, and whoever closes it, die
 * between two writes. Whatever happens: every acknowledged revision is in the manifest or was replaced by one that is,
 * nothing else is ever published, and once the dust has settled the store holds exactly the manifest.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClosingRaceKit {

    private static final int SUBMITTERS = 8;
    private static final SigningKey KEY = SigningKey.generate("thidua", new SecureRandom());
    private static final String ORIGIN = "thidua/" + Sample.CLUSTER + "/2019";

    private final MongoClient client = MongoClients.create(uri());
    private final MongoDatabase database =
            client.getDatabase("closing_race_" + getClass().getSimpleName().hashCode());

    private final Map<String, Queue<Long>> published = new ConcurrentHashMap<>();
    private final MongoBoards boards = new MongoBoards(database, (id, entries) -> {});
    private final MongoSheets sheets = new MongoSheets(
            database,
            (id, entries) -> entries.forEach(entry -> published
                    .computeIfAbsent(id, sheet -> new ConcurrentLinkedQueue<>())
                    .add(entry.seq())));

    abstract String uri();

    @BeforeAll
    void anEmptyDatabase() {
        client.getDatabase(database.getName())
                .getCollection(MongoBoards.COLLECTION)
                .deleteMany(new Document());
        client.getDatabase(database.getName())
                .getCollection(MongoSheets.COLLECTION)
                .deleteMany(new Document());
        database.getCollection(MongoSeasons.HEADS).deleteMany(new Document());
        database.getCollection(MongoSeasons.TILES).deleteMany(new Document());
        database.getCollection(MongoSalts.COLLECTION).deleteMany(new Document());
    }

    @AfterAll
    void disconnect() {
        client.close();
    }

    @RepeatedTest(12)
    void whateverIsAcknowledgedIsInTheManifestAndNothingElseIsPublished(RepetitionInfo round) throws Exception {
        race(round.getCurrentRepetition(), new Random(round.getCurrentRepetition()), 0);
    }

    @RepeatedTest(12)
    void soItIsWhenSomeDieOnTheWay(RepetitionInfo round) throws Exception {
        race(100 + round.getCurrentRepetition(), new Random(round.getCurrentRepetition()), 15);
    }

    private void race(int number, Random random, int deathsInHundred) throws Exception {
        var board = new BoardId(Sample.CLUSTER, "2019-" + number);
        open(board);
        var service = new Service(deathsInHundred, random.nextLong());
        var another = new Service(deathsInHundred, random.nextLong());
        var acknowledged = new ConcurrentLinkedQueue<Receipt>();
        var refused = new ConcurrentLinkedQueue<String>();
        var enough = new CountDownLatch(10 + random.nextInt(60));

        ScoringClosed manifest;
        try (var threads = Executors.newFixedThreadPool(SUBMITTERS + 2)) {
            var done = new ArrayList<Future<?>>();
            for (var t = 0; t < SUBMITTERS; t++) {
                var submitter = new Submitter(
                        t % 2 == 0 ? service : another, board.toString(), t, random.nextLong(), acknowledged, refused);
                done.add(threads.submit(() -> submitter.run(enough)));
            }
            enough.await();
            var one = threads.submit(() -> close(service, board));
            var other = threads.submit(() -> close(another, board));
            manifest = one.get();
            assertThat(other.get()).isEqualTo(manifest);
            for (var submitter : done) {
                submitter.get();
            }
        }

        sweep(board);
        check(board, manifest, acknowledged, refused);
        checkLog(board, manifest, acknowledged);
    }

    /** Every revision that counts is in the log once, in its order, and nothing else is; receipts are proved by it. */
    private void checkLog(BoardId board, ScoringClosed manifest, Collection<Receipt> acknowledged) {
        var signing = KEY.named(ORIGIN);
        var known = KnownKeys.of(signing.verifier());
        var log = PublishedLog.open(new MongoSeasons(database).open(new Origin(Sample.CLUSTER, "2019")), ORIGIN, known);
        var last = new HashMap<String, Long>();
        var closed = new ArrayList<Closed>();
        var entries = new ArrayList<Entry>();
        for (var index = 0L; index < log.size(); index++) {
            var entry = Entry.decode(log.entry(index));
            if (entry.board().equals(board.toString())) {
                entries.add(entry);
                if (entry instanceof vn.thidua.proof.entry.Sheet sheet) {
                    assertThat(sheet.revision()).isEqualTo(last.getOrDefault(sheet.sheet(), 0L) + 1);
                    last.put(sheet.sheet(), sheet.revision());
                } else if (entry instanceof Closed closing) {
                    closed.add(closing);
                }
            }
        }
        assertThat(entries.getFirst()).isInstanceOf(Opened.class);
        assertThat(closed).singleElement().isSameAs(entries.getLast());
        assertThat(closed.getFirst().manifest())
                .extracting(counted -> counted.sheet() + "@" + counted.revision())
                .containsExactlyElementsOf(manifest.manifest().stream()
                        .map(counted -> counted.sheet() + "@" + counted.revision())
                        .toList());
        assertThat(last).hasSize(manifest.manifest().size());
        assertThat(manifest.manifest())
                .allSatisfy(counted -> assertThat(last).containsEntry(counted.sheet(), counted.revision()));
        var verifier = new Verifier(ORIGIN, known);
        assertThat(acknowledged).allSatisfy(receipt -> {
            var proof = ReceiptProof.decode(EventJson.mapper().writeValueAsBytes(requireNonNull(receipt.proof())));
            assertThat(verifier.verify(proof).differences()).isEmpty();
            assertThat(log.continues(proof.checkpoint().checkpoint())).isTrue();
        });
        assertThat(verifier.verify(SignedCheckpoint.parse(requireNonNull(manifest.checkpoint())))
                        .differences())
                .isEmpty();
    }

    private void open(BoardId board) {
        var opened = Sample.opened(board.toString());
        var plan = new BoardPlan(2019, null, null, "HBT", "2019.1", null);
        boards.store(null, new Board(board, 1, plan, new Board.Open(opened)), List.of(opened), null);
    }

    /** Closing is repeated by whoever wanted it, as a person would. */
    private static ScoringClosed close(Service service, BoardId board) {
        while (true) {
            try {
                return service.closeBoard.close(board, "hết hạn", Sample.auth("HBT"));
            } catch (Death e) {
                // Nobody knows how far it came.
            }
        }
    }

    /** What the outbox does about what the dead left behind. */
    private void sweep(BoardId board) {
        var service = new Service(0, 0);
        for (var sheet : standing(board)) {
            if (!sheet.unpublished().isEmpty() && service.settlement.counts(sheet.id(), sheet.revision())) {
                sheets.publish(sheet);
            }
        }
        // What was taken back in part is found again by the next sweep.
        for (var sheet : standing(board)) {
            assertThat(service.settlement.counts(sheet.id(), sheet.revision())).isTrue();
            sheets.publish(sheet);
        }
    }

    private void check(
            BoardId board, ScoringClosed manifest, Collection<Receipt> acknowledged, Collection<String> refused) {
        var counted = new ConcurrentHashMap<String, CountedSheet>();
        manifest.manifest().forEach(sheet -> counted.put(sheet.sheet(), sheet));

        assertThat(acknowledged).allSatisfy(receipt -> {
            assertThat(counted).containsKey(receipt.sheet());
            var sheet = requireNonNull(counted.get(receipt.sheet()));
            assertThat(sheet.revision()).isGreaterThanOrEqualTo(receipt.revision());
            if (sheet.revision() == receipt.revision()) {
                assertThat(sheet.digest()).isEqualTo(receipt.digest());
            }
        });
        assertThat(counted.values()).extracting(CountedSheet::digest).doesNotContainAnyElementsOf(refused);
        assertThat(standing(board))
                .extracting(sheet -> new CountedSheet(
                        sheet.id().toString(),
                        sheet.revision(),
                        sheet.standing().digest()))
                .containsExactlyInAnyOrderElementsOf(manifest.manifest());
        for (var id : SheetId.expected(board.toString(), Sample.UNITS)) {
            var told = published.getOrDefault(id, new ConcurrentLinkedQueue<>());
            var sheet = counted.get(id);
            if (sheet == null) {
                assertThat(told).isEmpty();
            } else {
                for (var revision = 1L; revision <= sheet.revision(); revision++) {
                    assertThat(told).contains(revision);
                }
                assertThat(told).allMatch(revision -> revision <= sheet.revision());
            }
        }
    }

    private List<Sheet> standing(BoardId board) {
        var ids = new ArrayList<SheetId>();
        for (var scorer : Sample.UNITS) {
            for (var target : Sample.UNITS) {
                ids.add(new SheetId(
                        board.toString(),
                        scorer.equals(target) ? SheetKind.SELF : SheetKind.PEER,
                        scorer.id(),
                        target.id()));
            }
        }
        return List.copyOf(sheets.findAll(ids).values());
    }

    /** Submits and corrects sheets of the board until it is closed. */
    private static final class Submitter {

        private final Service service;
        private final String board;
        private final int number;
        private final Random random;
        private final Collection<Receipt> acknowledged;
        private final Collection<String> refused;

        Submitter(
                Service service,
                String board,
                int number,
                long seed,
                Collection<Receipt> acknowledged,
                Collection<String> refused) {
            this.service = service;
            this.board = board;
            this.number = number;
            this.random = new Random(seed);
            this.acknowledged = acknowledged;
            this.refused = refused;
        }

        void run(CountDownLatch enough) {
            var late = 0;
            for (var attempt = 0; late < 3; attempt++) {
                try {
                    // Looking at what stands may take back what came too late, hence meet its death as well.
                    var submission = any(attempt);
                    switch (service.submissions.submit(
                            submission, null, Sample.by(String.valueOf(submission.scorer())))) {
                        case Outcome.Accepted(var receipt) -> acknowledged.add(receipt);
                        case Outcome.Repeated(var receipt) -> acknowledged.add(receipt);
                        case Outcome.Refused(var refusal) -> {
                            assertThat(refusal.slug()).isIn("scoring-closed", "revision-required", "revision-stale");
                            refused.add(digest(submission));
                        }
                    }
                } catch (Death e) {
                    // It may count or not: nobody was told.
                }
                enough.countDown();
                late += service.isClosed(board) ? 1 : 0;
            }
        }

        private SheetSubmission any(int attempt) {
            var scorer = Sample.UNITS.get(random.nextInt(3)).id();
            var target = Sample.UNITS.get(random.nextInt(3)).id();
            var id = new SheetId(board, scorer.equals(target) ? SheetKind.SELF : SheetKind.PEER, scorer, target);
            var standing = service.submissions.find(id).map(Sheet::revision).orElse(null);
            // Unlike any other, so that its digest is its own.
            var note = new Adjustment("BON.1", 50, number + "/" + attempt);
            var submission = new SheetSubmission(
                    board,
                    id.kind().name(),
                    scorer,
                    target,
                    new HashMap<>(Sample.marks(500, 450, 900)),
                    new ArrayList<>(List.of(note)),
                    standing);
            return submission;
        }

        private String digest(SheetSubmission submission) {
            return service.submissions.read(submission, null, Sample.by(String.valueOf(submission.scorer())))
                            instanceof Submissions.Readout.Command command
                    ? command.command().digest()
                    : "";
        }
    }

    /** One instance of the service, whose threads die now and then right after a write. */
    private final class Service {

        private final Submissions submissions;
        private final CloseBoard closeBoard;
        private final Settlement settlement;

        Service(int deathsInHundred, long seed) {
            var mortal = new Mortality(deathsInHundred, seed);
            var clock = Clock.fixed(NOON, ZoneOffset.UTC);
            var mortalSheets = new MortalSheets(sheets, mortal);
            var mortalBoards = new MortalBoards(boards, mortal);
            var rules = new RulesInForce(boards, board -> Set.of());
            var logs = new SeasonLogs(
                    new MongoSeasons(database), boards, sheets, new MongoSalts(database), KEY, () -> "chance");
            closeBoard = new CloseBoard(mortalBoards, sheets, logs, clock);
            settlement = new Settlement(boards, closeBoard, mortalSheets, rules);
            submissions = new Submissions(mortalSheets, rules, settlement, logs, clock);
        }

        boolean isClosed(String board) {
            return boards.standing(List.of(board)).values().stream()
                    .allMatch(standing -> standing.state() != BoardState.OPEN);
        }
    }

    private static final class Death extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private record Mortality(int inHundred, long seed, AtomicInteger draws) {

        Mortality(int inHundred, long seed) {
            this(inHundred, seed, new AtomicInteger());
        }

        void perhapsDie() {
            if (new Random(seed + draws.incrementAndGet()).nextInt(100) < inHundred) {
                throw new Death();
            }
        }
    }

    private record MortalSheets(Sheets sheets, Mortality mortality) implements Sheets {

        @Override
        public Optional<Sheet> find(SheetId id) {
            return sheets.find(id);
        }

        @Override
        public Map<SheetId, Sheet> findAll(Collection<SheetId> ids) {
            return sheets.findAll(ids);
        }

        @Override
        public boolean store(@Nullable Sheet before, Sheet after) {
            var stored = sheets.store(before, after);
            mortality.perhapsDie();
            return stored;
        }

        @Override
        public Collection<SheetId> storeAll(List<Change> changes) {
            return sheets.storeAll(changes);
        }

        @Override
        public void publish(Sheet settled) {
            sheets.publish(settled);
        }

        @Override
        public boolean rollBack(Sheet sheet, long revision) {
            mortality.perhapsDie();
            return sheets.rollBack(sheet, revision);
        }
    }

    private record MortalBoards(Boards boards, Mortality mortality) implements Boards {

        @Override
        public Optional<Board> find(BoardId id) {
            return boards.find(id);
        }

        @Override
        public Map<String, Standing> standing(Collection<String> ids) {
            return boards.standing(ids);
        }

        @Override
        public boolean store(@Nullable Board before, Board after, List<ScoringEvent> events, @Nullable AuthContext by) {
            var stored = boards.store(before, after, events, by);
            mortality.perhapsDie();
            return stored;
        }

        @Override
        public List<String> ids(@Nullable String after, int limit) {
            return boards.ids(after, limit);
        }

        @Override
        public List<Board> page(@Nullable String after, int limit) {
            return boards.page(after, limit);
        }

        @Override
        public List<Board> openedWith(String unit, @Nullable String after, int limit) {
            return boards.openedWith(unit, after, limit);
        }

        @Override
        public List<Board> preparedIn(String cluster, @Nullable String after, int limit) {
            return boards.preparedIn(cluster, after, limit);
        }

        @Override
        public List<BoardId> closing() {
            return boards.closing();
        }
    }
}
