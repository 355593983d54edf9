package vn.thidua.ranking.standings;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.Standings.Status;

/**
 * The rules once more, from the whole log and in the plainest way: fractions in decimals, ranks by counting who is
 * better. Shares no code with what it checks.
 */
final class NaiveStandings {

    private NaiveStandings() {}

    static Standings of(List<ScoringEvent> log) {
        ScoringOpened opened = null;
        ScoringClosed closed = null;
        Map<String, ScoreSubmitted> last = new TreeMap<>();
        for (var event : log) {
            if (event instanceof ScoringOpened o && (opened == null || o.revision() > opened.revision())) {
                opened = o;
            }
            if (event instanceof ScoringClosed c && (closed == null || c.revision() > closed.revision())) {
                closed = c;
            }
            if (event instanceof ScoreSubmitted s
                    && (!last.containsKey(s.sheet())
                            || s.revision() > last.get(s.sheet()).revision())) {
                last.put(s.sheet(), s);
            }
        }
        if (opened == null) {
            throw new AssertionError("the log has no definition");
        }
        var units = opened.members();
        var ids = units.stream().map(unit -> unit.id()).toList();
        var sheets = last.values().stream()
                .filter(sheet -> ids.contains(sheet.scorer()) && ids.contains(sheet.target()))
                .toList();
        var unranked = new ArrayList<Row>();
        for (var unit : units) {
            var peers = sheets.stream()
                    .filter(sheet ->
                            sheet.kind() == SheetKind.PEER && sheet.target().equals(unit.id()))
                    .toList();
            Integer base = null;
            Integer bonus = null;
            Integer penalty = null;
            Integer total = null;
            if (!peers.isEmpty()) {
                base = mean(peers, NaiveStandings::marks);
                bonus = mean(peers, sheet -> given(sheet, 1));
                penalty = mean(peers, sheet -> given(sheet, -1));
                total = Math.min(opened.scoreTable().totalCap(), base + bonus + penalty);
            }
            Integer self = null;
            for (var sheet : sheets) {
                if (sheet.kind() == SheetKind.SELF && sheet.target().equals(unit.id())) {
                    self = Math.min(opened.scoreTable().totalCap(), marks(sheet) + given(sheet, 1) + given(sheet, -1));
                }
            }
            unranked.add(new Row(unit, null, false, base, bonus, penalty, total, self, peers.size(), units.size() - 1));
        }
        var asOf = opened.occurredAt();
        for (var sheet : sheets) {
            asOf = later(asOf, sheet.occurredAt());
        }
        if (closed != null) {
            asOf = later(asOf, closed.occurredAt());
        }
        return new Standings(
                opened.board(),
                0,
                opened.cluster(),
                opened.year(),
                opened.theme(),
                opened.notice(),
                closed == null ? Status.OPEN : Status.CLOSED,
                asOf,
                opened.scoreTable().version(),
                sheets.size(),
                units.size() * units.size(),
                ranked(unranked));
    }

    private static List<Row> ranked(List<Row> rows) {
        var placed = new ArrayList<Row>();
        for (var rank = 1; rank <= rows.size(); rank++) {
            for (var row : rows) {
                var total = row.total();
                if (total == null) {
                    continue;
                }
                var better = rows.stream()
                        .filter(other -> other.total() != null && other.total() > total)
                        .count();
                var equal = rows.stream()
                        .filter(other -> total.equals(other.total()))
                        .count();
                if (better + 1 == rank) {
                    placed.add(new Row(
                            row.unit(),
                            rank,
                            equal > 1,
                            row.base(),
                            row.bonus(),
                            row.penalty(),
                            total,
                            row.self(),
                            row.peersCounted(),
                            row.peersExpected()));
                }
            }
        }
        rows.stream().filter(row -> row.total() == null).forEach(placed::add);
        return placed;
    }

    private static int mean(List<ScoreSubmitted> sheets, ToIntFunction<ScoreSubmitted> points) {
        var sum = BigDecimal.ZERO;
        for (var sheet : sheets) {
            sum = sum.add(BigDecimal.valueOf(points.applyAsInt(sheet)));
        }
        return sum.divide(BigDecimal.valueOf(sheets.size()), 0, RoundingMode.HALF_UP)
                .intValueExact();
    }

    private static int marks(ScoreSubmitted sheet) {
        var sum = 0;
        for (int points : sheet.marks().values()) {
            sum += points;
        }
        return sum;
    }

    private static int given(ScoreSubmitted sheet, int sign) {
        var sum = 0;
        for (Adjustment adjustment : sheet.adjustments()) {
            if (Integer.signum(adjustment.points()) == sign) {
                sum += adjustment.points();
            }
        }
        return sum;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
