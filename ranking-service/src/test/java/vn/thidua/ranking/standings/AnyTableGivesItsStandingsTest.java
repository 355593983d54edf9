package vn.thidua.ranking.standings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.PathStep;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.rules.Members;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.RandomCase;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.naive.NaiveOutcome;

@DisplayName("Under any sound table, any interleaving, duplication and batching of one log gives the same standings")
class AnyTableGivesItsStandingsTest {

    private static final String BOARD = "cum-1:2019";
    private static final int CASES = Integer.getInteger("cases", 300);
    private static final int DELIVERIES = 5;

    @Test
    @DisplayName("equal to a naive recomputation, with explanations that add up")
    void equalToANaiveRecomputation() {
        var first = Long.getLong("seed", System.nanoTime());
        for (var i = 0; i < CASES; i++) {
            var seed = first + i;
            try {
                check(RandomCase.of(seed), new Random(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("run again with -Dseed=" + seed + " -Dcases=1", e);
            }
        }
    }

    private static void check(RandomCase random, Random order) {
        var members = Members.of(random.members.units());
        var log = random.log.stream()
                .filter(AnyTableGivesItsStandingsTest::isSubmitted)
                .toList();
        var expected = NaiveOutcome.of(random.table, members, log, Proceedings.NONE);
        Standings before = null;
        for (var delivery = 0; delivery < DELIVERIES; delivery++) {
            var standings = count(events(random, log), order);
            for (var row : standings.rows()) {
                var naive = Objects.requireNonNull(expected.get(row.unit().id()));
                assertThat(comparable(row, naive)).isEqualTo(naive(naive));
                assertThat(sum(row.path())).isEqualTo(random.table.rules() == null ? 0 : total(row));
            }
            if (before != null) {
                assertThat(standings).isEqualTo(before);
            }
            before = standings;
        }
    }

    private static boolean isSubmitted(Sheet sheet) {
        return sheet.kind() == Kind.SELF || sheet.kind() == Kind.PEER;
    }

    private static int total(Row row) {
        return Objects.requireNonNullElse(row.total(), 0);
    }

    private static int sum(@Nullable List<PathStep> path) {
        return path == null ? 0 : path.stream().mapToInt(PathStep::amount).sum();
    }

    private record Comparable(
            @Nullable Integer rank,
            boolean tied,
            @Nullable Integer base,
            @Nullable Integer bonus,
            @Nullable Integer penalty,
            @Nullable Integer total,
            @Nullable Integer self,
            String peers,
            @Nullable String classification,
            TreeSet<String> awards) {}

    private static Comparable naive(NaiveOutcome.Unit unit) {
        return new Comparable(
                unit.rank(),
                unit.tied(),
                unit.base(),
                unit.bonus(),
                unit.penalty(),
                unit.total(),
                unit.self(),
                unit.kinds().getOrDefault(Kind.PEER, "0/0"),
                unit.classCode(),
                unit.awards());
    }

    /** What is not decided must be open in the naive one too. */
    private static Comparable comparable(Row row, NaiveOutcome.Unit naive) {
        var awards = new TreeSet<String>();
        if (row.award() != null) {
            awards.add(row.award());
        } else if (naive.awards().size() > 1) {
            awards.addAll(naive.awards());
        } else if (row.total() != null) {
            awards.add("");
        }
        var classification = row.classification();
        return new Comparable(
                row.rank(),
                row.tied(),
                row.base(),
                row.bonus(),
                row.penalty(),
                row.total(),
                row.self(),
                row.peersCounted() + "/" + row.peersExpected(),
                classification == null ? null : classification.code(),
                awards);
    }

    private static List<ScoringEvent> events(RandomCase random, List<Sheet> log) {
        var events = new ArrayList<ScoringEvent>();
        events.add(new ScoringOpened(
                BOARD,
                1,
                at(0),
                new ClusterRef("cum-1", "Cụm 1"),
                "2019",
                2019,
                null,
                null,
                random.members.units().getFirst().id(),
                random.members.units(),
                random.table,
                null));
        for (var i = 0; i < log.size(); i++) {
            events.add(submitted(log.get(i), at(i + 1)));
        }
        return events;
    }

    private static ScoreSubmitted submitted(Sheet sheet, Instant at) {
        var kind = SheetKind.valueOf(sheet.kind().name());
        Map<String, Integer> marks = new TreeMap<>(sheet.marks());
        return new ScoreSubmitted(
                BOARD,
                sheet.revision(),
                at,
                Sheets.id(BOARD, kind, sheet.scorer(), sheet.target()),
                kind,
                sheet.scorer(),
                sheet.target(),
                marks,
                sheet.adjustments(),
                "sha-256:" + marks.hashCode());
    }

    private static Instant at(int second) {
        return Instant.parse("2019-11-05T01:00:00Z").plusSeconds(second);
    }

    private static Standings count(List<ScoringEvent> log, Random order) {
        var delivered = new ArrayList<>(log);
        for (var i = order.nextInt(log.size()); i > 0; i--) {
            delivered.add(log.get(order.nextInt(log.size())));
        }
        Collections.shuffle(delivered, order);
        var board = Board.unknown(BOARD);
        for (var start = 0; start < delivered.size(); ) {
            var end = Math.min(delivered.size(), start + 1 + order.nextInt(12));
            board = board.apply(delivered.subList(start, end));
            // As if another instance went on from the stored board, which holds no counts.
            board = order.nextInt(4) == 0
                    ? new Board(board.id(), 1, board.opened(), board.sheets(), board.closed(), board.standings())
                    : board;
            start = end;
        }
        assertThat(Shadow.differences(board)).isEmpty();
        assertThat(Deviation.between(board, Board.unknown(BOARD).apply(log)))
                .as("rebuilt from the log")
                .isEmpty();
        return withRevision(0, Objects.requireNonNull(board.standings()));
    }

    /** The revision counts how often they changed before the reader's eyes, which batching decides. */
    private static Standings withRevision(long revision, Standings standings) {
        return new Standings(
                standings.board(),
                revision,
                standings.cluster(),
                standings.year(),
                standings.theme(),
                standings.notice(),
                standings.status(),
                standings.asOf(),
                standings.scoreTableVersion(),
                standings.sheetsCounted(),
                standings.sheetsExpected(),
                standings.rows(),
                standings.ties());
    }
}
