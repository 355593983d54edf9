package vn.thidua.ranking.standings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static vn.thidua.ranking.Case.bonus;
import static vn.thidua.ranking.Case.penalty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.Standings.Status;
import vn.thidua.ranking.Case;

@DisplayName("Sheets become standings")
class RankingTest {

    @Test
    @DisplayName("equal totals share a rank, in the cluster's order, and the next rank is skipped: 1-2-2-4-4-6")
    void equalTotalsShareARank() {
        var cluster = Case.of("HM", "LB", "HK", "BD", "DD", "HBT");
        var standings = count(
                cluster,
                cluster.sheets(Map.of("HBT", 9320, "DD", 9270, "HK", 9270, "BD", 9140, "LB", 9140, "HM", 8850)));

        assertThat(standings.rows())
                .extracting(row -> row.unit().id(), Row::rank, Row::tied)
                .containsExactly(
                        tuple("HBT", 1, false),
                        tuple("HK", 2, true),
                        tuple("DD", 2, true),
                        tuple("LB", 4, true),
                        tuple("BD", 4, true),
                        tuple("HM", 6, false));
    }

    /** Totals of cluster I as in the sample of 2019; every mark is invented. */
    @Test
    @DisplayName("the sample of 2019 gives 93.20, 92.70 twice, 91.40 twice and 88.50")
    void theSampleOf2019() {
        var cluster = Case.of("HBT", "DD", "HK", "HM", "BD", "LB");
        var peers = Map.of(
                "HBT", List.of(9150, 9100, 9200, 9100, 9050),
                "DD", List.of(9050, 9000, 9100, 9000, 8950),
                "HK", List.of(9100, 9050, 9150, 9050, 9000),
                "HM", List.of(8850, 8800, 8850, 8750, 8750),
                "BD", List.of(9000, 9000, 8950, 9050, 8950),
                "LB", List.of(8900, 8950, 8950, 9050, 8850));
        var extra = Map.of("HBT", 200, "DD", 250, "HK", 200, "HM", 100, "BD", 150, "LB", 200);
        var sheets = new ArrayList<ScoringEvent>();
        peers.forEach((target, bases) -> {
            var base = bases.iterator();
            cluster.members().stream()
                    .filter(member -> !member.id().equals(target))
                    .forEach(scorer -> sheets.add(
                            target.equals("HM")
                                    ? cluster.sheet(
                                            scorer.id(),
                                            target,
                                            base.next(),
                                            bonus(extra.getOrDefault(target, 0)),
                                            penalty(-50))
                                    : cluster.sheet(
                                            scorer.id(), target, base.next(), bonus(extra.getOrDefault(target, 0)))));
        });

        assertThat(count(cluster, sheets).rows())
                .extracting(row -> row.unit().id() + " " + row.rank() + " " + row.total())
                .containsExactly("HBT 1 9320", "DD 2 9270", "HK 2 9270", "BD 4 9140", "LB 4 9140", "HM 6 8850");
    }

    @Test
    @DisplayName("zero is a mark: a unit that got nothing has a total and the last rank")
    void zeroIsAMark() {
        var cluster = Case.of("HBT", "DD");
        var standings = count(cluster, List.of(cluster.sheet("HBT", "DD", 0), cluster.sheet("DD", "HBT", 9000)));

        assertThat(standings.rows())
                .extracting(row -> row.unit().id() + " " + row.rank() + " " + row.total())
                .containsExactly("HBT 1 9000", "DD 2 0");
    }

    @Test
    @DisplayName("a unit that no peer has scored has no total and no rank, and comes last")
    void aUnitWithoutPeersHasNoRank() {
        var cluster = Case.of("HBT", "DD", "HK");
        var standings = count(cluster, List.of(cluster.sheet("HBT", "HBT", 9400), cluster.sheet("DD", "HK", 0)));

        assertThat(standings.rows().stream().map(row -> row.unit().id())).containsExactly("HK", "HBT", "DD");
        assertThat(standings.rows().get(1))
                .isEqualTo(new Row(cluster.members().getFirst(), null, false, null, null, null, null, 9400, 0, 2));
    }

    @Test
    @DisplayName("the own sheet is shown beside and never counted")
    void theOwnSheetIsNotCounted() {
        var cluster = Case.of("HBT", "DD");
        var standings = count(cluster, List.of(cluster.sheet("HBT", "HBT", 9500), cluster.sheet("DD", "HBT", 9000)));

        var row = standings.rows().getFirst();
        assertThat(row.base()).isEqualTo(9000);
        assertThat(row.self()).isEqualTo(9500);
        assertThat(standings.sheetsCounted()).isEqualTo(2);
        assertThat(standings.sheetsExpected()).isEqualTo(4);
    }

    @Test
    @DisplayName("means are rounded once, a half away from zero, penalties too")
    void meansAreRoundedOnce() {
        var cluster = Case.of("HBT", "DD", "HK");
        var standings = count(
                cluster,
                List.of(
                        cluster.sheet("DD", "HBT", 9001, bonus(3), penalty(-1)),
                        cluster.sheet("HK", "HBT", 9002, bonus(4), penalty(-2))));

        var row = standings.rows().getFirst();
        assertThat(row.base()).isEqualTo(9002);
        assertThat(row.bonus()).isEqualTo(4);
        assertThat(row.penalty()).isEqualTo(-2);
        assertThat(row.total()).isEqualTo(9004);
    }

    @Test
    @DisplayName("no total is above the table's cap")
    void noTotalIsAboveTheCap() {
        var cluster = Case.of("HBT", "DD");
        var standings = count(
                cluster,
                List.of(cluster.sheet("DD", "HBT", 9500, bonus(501)), cluster.sheet("HBT", "HBT", 9500, bonus(900))));

        assertThat(standings.rows().getFirst().total()).isEqualTo(10000);
        assertThat(standings.rows().getFirst().self()).isEqualTo(10000);
    }

    @Test
    @DisplayName("a sheet by or for a stranger is held and does not count")
    void strangersDoNotCount() {
        var cluster = Case.of("HBT", "DD");
        var standings = count(
                cluster,
                List.of(
                        cluster.sheet("DD", "HBT", 9000),
                        cluster.sheet("XX", "HBT", 1000),
                        cluster.sheet("HBT", "XX", 1000)));

        assertThat(standings.sheetsCounted()).isEqualTo(1);
        assertThat(standings.rows()).hasSize(2);
        assertThat(standings.rows().getFirst().base()).isEqualTo(9000);
    }

    @Test
    @DisplayName("the revision grows only when a reader would see something else")
    void theRevisionGrowsWithWhatIsSeen() {
        var cluster = Case.of("HBT", "DD");
        var opened = cluster.opened();
        var sheet = cluster.sheet("DD", "HBT", 9000);
        var board = Board.unknown(cluster.board()).apply(List.of(opened)).apply(List.of(sheet));

        assertThat(board.standings()).extracting(Standings::revision).isEqualTo(2L);
        assertThat(board.apply(List.of(opened, sheet))).isSameAs(board);
        assertThat(board.apply(List.of(cluster.sheet("XX", "HBT", 1))).standings())
                .isSameAs(board.standings());
        assertThat(board.apply(List.of(cluster.closed(List.of(sheet)))).standings())
                .extracting(Standings::revision, Standings::status)
                .containsExactly(3L, Status.CLOSED);
    }

    @Test
    @DisplayName("a unit whose sheets did not change keeps its row")
    void onlyChangedRowsAreCountedAgain() {
        var cluster = Case.of("HBT", "DD", "HK");
        var board = Board.unknown(cluster.board())
                .apply(List.of(cluster.opened(), cluster.sheet("DD", "HBT", 9000), cluster.sheet("HBT", "DD", 8000)));
        var after = board.apply(List.of(cluster.sheet(2, "HBT", "DD", 9100)));

        assertThat(standings(after).rows())
                .extracting(row -> row.unit().id() + " " + row.rank() + " " + row.total())
                .containsExactly("DD 1 9100", "HBT 2 9000", "HK null null");
        assertThat(after.counts().of("HBT")).isSameAs(board.counts().of("HBT"));
        assertThat(after.counts().of("HK")).isSameAs(board.counts().of("HK"));
        assertThat(after.counts().of("DD")).isNotSameAs(board.counts().of("DD"));
    }

    private static Standings count(Case cluster, List<? extends ScoringEvent> sheets) {
        return standings(
                Board.unknown(cluster.board()).apply(List.of(cluster.opened())).apply(sheets));
    }

    private static Standings standings(Board board) {
        return Objects.requireNonNull(board.standings());
    }
}
