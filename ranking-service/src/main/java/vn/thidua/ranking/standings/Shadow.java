package vn.thidua.ranking.standings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Standings.Row;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.rules.Members;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.naive.NaiveOutcome;

/**
 * The standings computed a second time, from the sheets that the board holds, by code that shares nothing with the first
 * computation. Pure.
 */
public final class Shadow {

    private Shadow() {}

    /** In what the board's standings differ from it, unit by unit; what it cannot compute is a difference, too. */
    public static List<Deviation> differences(Board board) {
        var opened = board.opened();
        var standings = board.standings();
        if (opened == null || standings == null) {
            return List.of();
        }
        Map<String, NaiveOutcome.Unit> naive;
        try {
            var sheets = board.sheets().byId().values().stream().map(Sheet::of).toList();
            naive = NaiveOutcome.of(opened.scoreTable(), Members.of(opened), sheets, board.proceedings());
        } catch (RuntimeException e) {
            return List.of(new Deviation(board.id(), "standings", "counted", "cannot be counted: " + e));
        }
        var found = new ArrayList<Deviation>();
        for (var row : standings.rows()) {
            var expected = naive.get(row.unit().id());
            var said = text(row);
            var counted = expected == null ? null : text(expected, row);
            if (!said.equals(counted)) {
                found.add(new Deviation(board.id(), "unit/" + row.unit().id(), said, counted));
            }
        }
        if (standings.rows().size() != naive.size()) {
            found.add(new Deviation(
                    board.id(), "standings", standings.rows().size() + " units", naive.size() + " units"));
        }
        return found;
    }

    private static String text(Row row) {
        return text(
                row.rank(),
                row.tied(),
                List.of(Objects.toString(row.base()), Objects.toString(row.bonus()), Objects.toString(row.penalty())),
                row.total(),
                row.self(),
                row.peersCounted() + "/" + row.peersExpected(),
                row.classification() == null ? null : row.classification().code(),
                row.award());
    }

    /** What the row has to say: an award only where equal units cannot be put in another order. */
    private static String text(NaiveOutcome.Unit unit, Row row) {
        var award = unit.awards().size() == 1 && !unit.awards().contains("")
                ? unit.awards().getFirst()
                : unit.awards().isEmpty() && row.heldBecause() == null ? row.award() : null;
        return text(
                unit.rank(),
                unit.tied(),
                List.of(
                        Objects.toString(unit.base()),
                        Objects.toString(unit.bonus()),
                        Objects.toString(unit.penalty())),
                unit.total(),
                unit.self(),
                unit.kinds().getOrDefault(Kind.PEER, row.peersCounted() + "/" + row.peersExpected()),
                unit.classCode(),
                award);
    }

    private static String text(
            @Nullable Integer rank,
            boolean tied,
            List<String> parts,
            @Nullable Integer total,
            @Nullable Integer self,
            String peers,
            @Nullable String classification,
            @Nullable String award) {
        return "rank %s%s, base %s, bonus %s, penalty %s, total %s, self %s, peers %s, class %s, award %s"
                .formatted(
                        rank,
                        tied ? " tied" : "",
                        parts.get(0),
                        parts.get(1),
                        parts.get(2),
                        total,
                        self,
                        peers,
                        classification,
                        award);
    }
}
