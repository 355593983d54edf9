package vn.thidua.ranking.standings.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ClusterRef;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.ScoringOpened.ConferencePlan;
import vn.thidua.events.Standings;
import vn.thidua.events.UnitRef;
import vn.thidua.ranking.standings.Board;

/**
 * A board: what it is about, and the rules it is scored under.
 *
 * @param manifest how many sheets count, once scoring is closed
 */
record BoardView(
        String board,
        ClusterRef cluster,
        String period,
        int year,
        @Nullable String theme,
        @Nullable ConferencePlan conference,
        UnitRef head,
        List<UnitRef> members,
        Standings.Status status,
        ScoreTable scoreTable,
        @Nullable String notice,
        @Nullable Integer manifest) {

    static BoardView of(Board board, ScoringOpened opened, Standings standings) {
        var closed = board.closed();
        return new BoardView(
                board.id(),
                opened.cluster(),
                opened.period(),
                opened.year(),
                opened.theme(),
                opened.conference(),
                head(opened),
                opened.members(),
                standings.status(),
                opened.scoreTable(),
                opened.notice(),
                closed == null ? null : closed.manifest().size());
    }

    private static UnitRef head(ScoringOpened opened) {
        return opened.members().stream()
                .filter(member -> member.id().equals(opened.head()))
                .findFirst()
                .orElse(new UnitRef(opened.head(), opened.head()));
    }
}
