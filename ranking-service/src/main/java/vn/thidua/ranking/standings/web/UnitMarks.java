package vn.thidua.ranking.standings.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.PathStep;
import vn.thidua.events.UnitRef;
import vn.thidua.ranking.standings.Board;
import vn.thidua.ranking.standings.Points;
import vn.thidua.rules.Members;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.StandingsRows;
import vn.thidua.rules.Table;

/**
 * A unit's marks by criterion: its own beside those of its peers. All points in hundredths.
 *
 * @param scorers the members that score this unit, in the cluster's order
 * @param self its own sheet, shown and never counted; {@code null} until it came
 * @param peers the sheets that count
 * @param corrected the scorers whose sheet counts as it was corrected after the results were final, and not as they gave it
 * @param path from the marks to the total, under every table
 * @param means by criterion, of the peers' marks, a half up; without criteria that no peer has marked
 */
record UnitMarks(
        String board,
        @Nullable String notice,
        Standings.Status status,
        UnitRef unit,
        Standings.Row row,
        ScoreTable scoreTable,
        List<UnitRef> scorers,
        @JsonInclude @Nullable Own self,
        List<Peer> peers,
        Map<String, Integer> means,
        List<String> corrected,
        List<PathStep> path) {

    static Optional<UnitMarks> of(Board board, ScoringOpened opened, Standings standings, String unit) {
        return standings.rows().stream()
                .filter(row -> row.unit().id().equals(unit))
                .findFirst()
                .map(row -> of(board, opened, standings, row));
    }

    private static UnitMarks of(Board board, ScoringOpened opened, Standings standings, Standings.Row row) {
        var unit = row.unit();
        var table = Table.of(opened.scoreTable());
        var scorers = opened.members().stream()
                .filter(member -> !member.id().equals(unit.id()))
                .toList();
        return new UnitMarks(
                board.id(),
                opened.notice(),
                standings.status(),
                unit,
                row,
                opened.scoreTable(),
                scorers,
                board.sheets()
                        .by(unit.id(), unit.id())
                        .map(sheet -> new Own(
                                sheet.revision(), sheet.marks(), sheet.adjustments(), table.total(Sheet.of(sheet))))
                        .orElse(null),
                scorers.stream()
                        .flatMap(scorer -> board.sheets().by(scorer.id(), unit.id()).stream()
                                .map(sheet -> Peer.of(scorer, sheet, table)))
                        .toList(),
                means(opened.scoreTable(), board.sheets().peersOf(unit.id(), opened.members())),
                board.corrected().stream()
                        .filter(sheet -> sheet.target().equals(unit.id()))
                        .map(ScoreSubmitted::scorer)
                        .toList(),
                board.outcome()
                        .map(outcome -> new StandingsRows(table, Members.of(opened)).path(outcome.of(unit.id())))
                        .orElse(List.of()));
    }

    private static Map<String, Integer> means(ScoreTable table, List<ScoreSubmitted> peers) {
        var means = new LinkedHashMap<String, Integer>();
        table.criteria().stream().map(Criterion::code).forEach(criterion -> {
            var marks = peers.stream()
                    .map(sheet -> sheet.marks().get(criterion))
                    .filter(Objects::nonNull)
                    .toList();
            if (!marks.isEmpty()) {
                means.put(criterion, Points.mean(marks));
            }
        });
        return means;
    }

    /** The unit's own sheet. */
    record Own(long revision, Map<String, Integer> marks, List<Adjustment> adjustments, int total) {}

    /** A peer's sheet for the unit. */
    record Peer(UnitRef scorer, long revision, Map<String, Integer> marks, List<Adjustment> adjustments, int total) {

        private static Peer of(UnitRef scorer, ScoreSubmitted sheet, Table table) {
            return new Peer(scorer, sheet.revision(), sheet.marks(), sheet.adjustments(), table.total(Sheet.of(sheet)));
        }
    }
}
