package vn.thidua.scoring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.thidua.scoring.Sample.BOARD;
import static vn.thidua.scoring.Sample.NOON;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import vn.thidua.events.Receipt;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.SheetSubmission;
import vn.thidua.messaging.AuthContext;
import vn.thidua.scoring.Sample;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardPlan;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.CloseBoard;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.sheet.Submissions.Keyed;
import vn.thidua.scoring.sheet.Submissions.Outcome;

/** However submissions are cut into batches, the same ones count. */
class SubmissionBatchTest {

    @RepeatedTest(200)
    void aBatchIsAsGoodAsOneAfterTheOther(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        var submissions = some(random);
        var one = new SheetsInMemory(new Random(0), 0);
        var many = new SheetsInMemory(new Random(0), 0);

        var expected = submissions.stream()
                .map(keyed -> over(one).submit(keyed.submission(), keyed.key(), keyed.submitter()))
                .toList();
        var outcomes = inBatches(random, over(many), submissions);

        assertThat(outcomes).isEqualTo(expected);
        assertThat(many.history()).isEqualTo(one.history());
        assertThat(many.published).isEqualTo(one.published);
    }

    /** As with events, each of which has its own key: what is decided again is recognised by it. */
    @RepeatedTest(200)
    void nothingIsLostOrCountedTwiceWhenTheStoreDoesNotSayWhatItStored(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        var events = new ArrayList<Keyed>();
        for (var submission : some(random)) {
            var event = new Keyed(submission.submission(), "event " + events.size(), submission.submitter());
            events.add(event);
            if (random.nextInt(5) == 0) {
                events.add(event);
            }
        }
        var sheets = new SheetsInMemory(random, 50);

        var outcomes = inBatches(random, over(sheets), events);

        var receipts = outcomes.stream()
                .map(SubmissionBatchTest::receipt)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        assertThat(receipts).isNotEmpty();
        var revisions = sheets.history().values().stream().flatMap(List::stream).toList();
        assertThat(revisions).extracting(Revision::receipt).containsExactlyInAnyOrderElementsOf(receipts);
        assertThat(revisions.stream().flatMap(revision -> revision.keys().stream()))
                .doesNotHaveDuplicates();
        var byKey = new HashMap<String, Optional<Receipt>>();
        for (var i = 0; i < events.size(); i++) {
            var receipt = receipt(outcomes.get(i));
            var earlier = byKey.put(String.valueOf(events.get(i).key()), receipt);
            if (earlier != null && earlier.isPresent()) {
                assertThat(receipt).isEqualTo(earlier);
            }
        }
        sheets.history()
                .forEach((id, history) -> assertThat(sheets.published)
                        .containsEntry(id, history.getLast().number()));
    }

    private static List<Outcome> inBatches(Random random, Submissions submissions, List<Keyed> all) {
        var outcomes = new ArrayList<Outcome>();
        for (var from = 0; from < all.size(); ) {
            var to = Math.min(all.size(), from + 1 + random.nextInt(20));
            outcomes.addAll(submissions.submitAll(all.subList(from, to)));
            from = to;
        }
        return outcomes;
    }

    private static Optional<Receipt> receipt(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var receipt) -> Optional.of(receipt.with(null));
            case Outcome.Repeated(var receipt) -> Optional.of(receipt.with(null));
            case Outcome.Refused refused -> Optional.empty();
        };
    }

    /** Few sheets, few marks, few keys: so that they repeat, correct and contradict each other. */
    private static List<Keyed> some(Random random) {
        var some = new ArrayList<Keyed>();
        for (var i = 0; i < 60; i++) {
            var scorer = Sample.UNITS.get(random.nextInt(2)).id();
            var sheet = Sample.peer(
                    random.nextInt(20) == 0 ? "cum-khac:2019" : BOARD,
                    scorer,
                    random.nextInt(15) == 0 ? scorer : "HK",
                    Sample.marks(50 * random.nextInt(4), 500, 900));
            var replaces = random.nextInt(3) == 0 ? null : (Long) (long) random.nextInt(6);
            var key = random.nextInt(3) == 0 ? null : "k" + random.nextInt(30);
            some.add(new Keyed(
                    new SheetSubmission(
                            sheet.board(),
                            sheet.kind(),
                            sheet.scorer(),
                            sheet.target(),
                            sheet.marks(),
                            sheet.adjustments(),
                            replaces),
                    key,
                    Sample.by(random.nextInt(20) == 0 ? "HK" : scorer)));
        }
        return some;
    }

    private static Submissions over(SheetsInMemory sheets) {
        var boards = new OneOpenBoard();
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var rules = new RulesInForce(boards, board -> Set.of());
        var closing = new CloseBoard(boards, ids -> new TreeMap<>(), new NoLog(), clock);
        return new Submissions(sheets, rules, new Settlement(boards, closing, sheets, rules), new NoLog(), clock);
    }

    private static final class SheetsInMemory implements Sheets {

        private final Map<SheetId, Sheet> sheets = new HashMap<>();
        private final Map<SheetId, Long> published = new HashMap<>();
        private final Random random;
        private final int unsureInHundred;

        SheetsInMemory(Random random, int unsureInHundred) {
            this.random = random;
            this.unsureInHundred = unsureInHundred;
        }

        Map<SheetId, List<Revision>> history() {
            var history = new HashMap<SheetId, List<Revision>>();
            sheets.forEach((id, sheet) -> history.put(id, sheet.history()));
            return history;
        }

        @Override
        public Optional<Sheet> find(SheetId id) {
            return Optional.ofNullable(sheets.get(id));
        }

        @Override
        public Map<SheetId, Sheet> findAll(Collection<SheetId> ids) {
            var found = new HashMap<>(sheets);
            found.keySet().retainAll(ids);
            return found;
        }

        @Override
        public boolean store(@Nullable Sheet before, Sheet after) {
            var standing = sheets.get(after.id());
            if (before == null ? standing != null : standing == null || standing.version() != before.version()) {
                return false;
            }
            sheets.put(after.id(), after);
            return true;
        }

        /** Some are stored and not reported, some are not stored. */
        @Override
        public Collection<SheetId> storeAll(List<Change> changes) {
            var stored = new ArrayList<SheetId>();
            for (var change : changes) {
                if (random.nextInt(100) < unsureInHundred) {
                    if (random.nextBoolean()) {
                        store(change.before(), change.after());
                    }
                } else if (store(change.before(), change.after())) {
                    stored.add(change.after().id());
                }
            }
            return stored;
        }

        @Override
        public void publish(Sheet settled) {
            published.merge(settled.id(), settled.revision(), Math::max);
        }

        @Override
        public boolean rollBack(Sheet sheet, long revision) {
            throw new AssertionError("nothing comes too late on an open board");
        }
    }

    private static final class OneOpenBoard implements Boards {

        @Override
        public Optional<Board> find(BoardId id) {
            var opened = Sample.opened();
            var plan = new BoardPlan(2019, null, null, "HBT", "2019.1", null);
            return id.toString().equals(BOARD)
                    ? Optional.of(new Board(id, 1, plan, new Board.Open(opened)))
                    : Optional.empty();
        }

        @Override
        public Map<String, Standing> standing(Collection<String> boards) {
            return Map.of(BOARD, new Standing(BoardState.OPEN, null));
        }

        @Override
        public boolean store(@Nullable Board before, Board after, List<ScoringEvent> events, @Nullable AuthContext by) {
            throw new AssertionError("the board stays open");
        }

        @Override
        public List<String> ids(@Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public List<Board> page(@Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public List<Board> openedWith(String unit, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public List<Board> preparedIn(String cluster, @Nullable String after, int limit) {
            return List.of();
        }

        @Override
        public List<BoardId> closing() {
            return List.of();
        }
    }
}
