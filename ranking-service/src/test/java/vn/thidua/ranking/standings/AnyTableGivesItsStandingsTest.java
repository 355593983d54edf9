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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.ProceedingsRecorded.Act;
import vn.thidua.events.RoundPlan;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.PathStep;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.ranking.Case;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.RandomCase;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.naive.NaiveOutcome;

@DisplayName(
        "Under any sound table and with any proceedings, any interleaving, duplication and batching of one log gives the same standings")
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
        var expected = NaiveOutcome.of(random.table, random.members, random.log, random.proceedings);
        Standings before = null;
        for (var delivery = 0; delivery < DELIVERIES; delivery++) {
            var standings = count(events(random), recorded(random.proceedings), order);
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
        } else if (row.total() != null && naive.awards().contains("")) {
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

    private static List<ScoringEvent> events(RandomCase random) {
        var log = random.log;
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
                null,
                new RoundPlan(
                        "Asia/Ho_Chi_Minh",
                        List.of(),
                        Stream.of(SheetKind.APPRAISAL_1, SheetKind.APPRAISAL_2)
                                .flatMap(kind -> random.members.appraisers().stream()
                                        .map(appraiser -> new RoundPlan.Appraiser(kind, appraiser.unit(), null)))
                                .toList(),
                        null,
                        null)));
        events.add(new ScorerRecused(
                BOARD,
                1,
                at(0),
                random.proceedings.recusals().stream()
                        .map(recusal -> new ScorerRecused.Recusal(
                                recusal.scorer(), recusal.target(), recusal.reason(), null, at(0)))
                        .toList()));
        for (var i = 0; i < log.size(); i++) {
            events.add(submitted(log.get(i), at(i + 1)));
        }
        return events;
    }

    /** As revision 2; of revision 1 nothing is left. */
    private static ProceedingsRecorded recorded(Proceedings proceedings) {
        return new ProceedingsRecorded(
                BOARD,
                2,
                at(0),
                proceedings.holds().stream()
                        .map(hold -> new ProceedingsRecorded.Hold(1, hold.unit(), act(hold.reason()), null, null))
                        .toList(),
                proceedings.disciplines().stream()
                        .map(each -> new ProceedingsRecorded.Discipline(
                                1, each.unit(), each.demotion(), act(each.reason()), null))
                        .toList(),
                proceedings.preferences().stream()
                        .map(each -> new ProceedingsRecorded.Preference(1, each.unit(), act(each.reason()), null))
                        .toList(),
                proceedings.ballots().stream()
                        .map(ballot -> new ProceedingsRecorded.Ballot(
                                1,
                                ProceedingsRecorded.Ballot.Round.valueOf(
                                        ballot.round().name()),
                                "A1",
                                ballot.votes(),
                                6,
                                6,
                                true,
                                act("kiểm phiếu"),
                                null))
                        .toList(),
                proceedings.decisions().stream()
                        .map(decision -> new ProceedingsRecorded.TieDecision(
                                1,
                                ProceedingsRecorded.TieDecision.By.valueOf(
                                        decision.by().name()),
                                "A1",
                                decision.order(),
                                act(decision.reason()),
                                null))
                        .toList());
    }

    private static Act act(String reason) {
        return new Act(at(0), null, reason, null);
    }

    /** Another that was recorded before, and then withdrawn and released. */
    private static ProceedingsRecorded earlier() {
        return new ProceedingsRecorded(
                BOARD,
                1,
                at(0),
                List.of(new ProceedingsRecorded.Hold(1, "U1", act("nhầm"), null, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
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
                Case.digest(BOARD, kind, sheet.scorer(), sheet.target(), marks, sheet.adjustments()));
    }

    private static Instant at(int second) {
        return Instant.parse("2019-11-05T01:00:00Z").plusSeconds(second);
    }

    private static Standings count(List<ScoringEvent> log, ProceedingsRecorded recorded, Random order) {
        var delivered = new ArrayList<>(log);
        for (var i = order.nextInt(log.size()); i > 0; i--) {
            delivered.add(log.get(order.nextInt(log.size())));
        }
        Collections.shuffle(delivered, order);
        var board = Board.unknown(BOARD);
        var decided = order.nextInt(delivered.size());
        for (var start = 0; start < delivered.size(); ) {
            var end = Math.min(delivered.size(), start + 1 + order.nextInt(12));
            board = board.apply(delivered.subList(start, end));
            if (start <= decided && decided < end) {
                board = board.deciding(earlier()).deciding(recorded).deciding(earlier());
            }
            // As if another instance went on from the stored board, which holds no counts.
            board = order.nextInt(4) == 0
                    ? new Board(
                            board.id(),
                            1,
                            board.opened(),
                            board.sheets(),
                            board.closed(),
                            board.recused(),
                            board.recorded(),
                            board.standings())
                    : board;
            start = end;
        }
        assertThat(Shadow.differences(board)).isEmpty();
        assertThat(Deviation.between(board, Board.unknown(BOARD).apply(log).deciding(recorded)))
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
                standings.ties(),
                standings.correction());
    }
}
