package vn.thidua.ranking.standings;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.Standings.Status;
import vn.thidua.events.UnitRef;

/**
 * The rules by which sheets become standings. Pure, whole hundredths only.
 *
 * <ul>
 *   <li>base: the mean of what the peers' marks add up to, the own sheet excluded; bonus and penalty likewise, each
 *       rounded once, a half away from zero;
 *   <li>total: the three together, at most the table's cap;
 *   <li>rank: 1-2-2-4 by total; units of the same rank stand in the cluster's order, units that no peer has scored come
 *       last and have no rank.
 * </ul>
 */
final class Ranking {

    private Ranking() {}

    /**
     * The standings of what a board holds, as a first revision.
     *
     * @param before the standings that were made under the same definition, or {@code null} to count every unit anew
     * @param changed the units whose sheets have changed since; only their points are counted again
     */
    static Standings rank(
            ScoringOpened opened,
            Sheets sheets,
            @Nullable ScoringClosed closed,
            @Nullable Standings before,
            Set<String> changed) {
        var counted = before == null
                ? Map.<String, Row>of()
                : before.rows().stream().collect(toMap(row -> row.unit().id(), row -> row, (one, same) -> one));
        var rows = new ArrayList<Row>();
        for (var member : opened.members()) {
            var known = counted.get(member.id());
            rows.add(known == null || changed.contains(member.id()) ? count(member, opened, sheets) : known);
        }
        var members = opened.members().stream().map(UnitRef::id).collect(toSet());
        return new Standings(
                opened.board(),
                1,
                opened.cluster(),
                opened.year(),
                opened.theme(),
                opened.notice(),
                closed == null ? Status.OPEN : Status.CLOSED,
                asOf(opened, sheets, closed, members),
                opened.scoreTable().version(),
                Math.toIntExact(sheets.among(members).count()),
                members.size() * members.size(),
                ranked(rows));
    }

    private static Row count(UnitRef unit, ScoringOpened opened, Sheets sheets) {
        var table = opened.scoreTable();
        var self = sheets.by(unit.id(), unit.id())
                .map(sheet -> Points.total(sheet, table))
                .orElse(null);
        var peers = sheets.peersOf(unit.id(), opened.members());
        var expected = opened.members().size() - 1;
        if (peers.isEmpty()) {
            return new Row(unit, null, false, null, null, null, null, self, 0, expected);
        }
        var base = Points.mean(peers.stream().map(Points::marks).toList());
        var bonus = Points.mean(peers.stream().map(Points::bonus).toList());
        var penalty = Points.mean(peers.stream().map(Points::penalty).toList());
        var total = Math.min(base + bonus + penalty, table.totalCap());
        return new Row(unit, null, false, base, bonus, penalty, total, self, peers.size(), expected);
    }

    private static List<Row> ranked(List<Row> rows) {
        // Stable: within a total, and among the units without one, the cluster's order stays.
        var ordered = rows.stream()
                .sorted(Comparator.comparing(Row::total, Comparator.nullsLast(Comparator.reverseOrder())))
                .toList();
        var holders = rows.stream().filter(row -> row.total() != null).collect(groupingBy(Row::total, counting()));
        var ranks = new HashMap<Integer, Integer>();
        var ranked = new ArrayList<Row>();
        for (var row : ordered) {
            var total = row.total();
            if (total == null) {
                ranked.add(at(row, null, false));
            } else {
                var rank = ranks.computeIfAbsent(total, first -> ranked.size() + 1);
                ranked.add(at(row, rank, holders.getOrDefault(total, 1L) > 1));
            }
        }
        return ranked;
    }

    private static Row at(Row row, @Nullable Integer rank, boolean tied) {
        return new Row(
                row.unit(),
                rank,
                tied,
                row.base(),
                row.bonus(),
                row.penalty(),
                row.total(),
                row.self(),
                row.peersCounted(),
                row.peersExpected());
    }

    private static Instant asOf(
            ScoringOpened opened, Sheets sheets, @Nullable ScoringClosed closed, Set<String> members) {
        var decided = Stream.concat(
                Stream.of(opened.occurredAt()), sheets.among(members).map(ScoreSubmitted::occurredAt));
        return Stream.concat(decided, Stream.ofNullable(closed).map(ScoringClosed::occurredAt))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
