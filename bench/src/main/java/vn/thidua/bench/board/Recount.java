package vn.thidua.bench.board;

import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import vn.thidua.events.Adjustment;
import vn.thidua.events.SheetKind;

/**
 * What the standings of a board must be, counted from its generated marks as one would by hand: in decimal points, one
 * unit after the other. It knows the rules from the documentation, not from the ranking service.
 */
public final class Recount {

    private static final int DECIMALS = 2;

    private Recount() {}

    /** The place of every unit, from each sheet's last revision. */
    public static Map<String, Place> of(GeneratedBoard board) {
        Map<String, Sum> sums = board.units().stream().collect(toMap(unit -> unit, unit -> sum(board, unit)));
        return sums.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> place(entry.getValue(), sums)));
    }

    private static Sum sum(GeneratedBoard board, String unit) {
        var peers = sheets(board, unit, SheetKind.PEER);
        var base = mean(peers, Recount::marks);
        var bonus = mean(peers, Recount::bonus);
        var penalty = mean(peers, Recount::penalty);
        var total = base.add(bonus).add(penalty).min(points(BenchTable.TABLE.totalCap()));
        return new Sum(base, bonus, penalty, total);
    }

    private static List<Content> sheets(GeneratedBoard board, String target, SheetKind kind) {
        return board.sheets().stream()
                .filter(sheet -> sheet.kind() == kind && sheet.target().equals(target))
                .map(sheet -> sheet.revision(sheet.revisions()))
                .toList();
    }

    private static BigDecimal mean(List<Content> sheets, ToIntFunction<Content> part) {
        return sheets.stream()
                .map(sheet -> points(part.applyAsInt(sheet)))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(sheets.size()), DECIMALS, RoundingMode.HALF_UP);
    }

    private static int marks(Content content) {
        return content.marks().stream().mapToInt(Integer::intValue).sum();
    }

    private static int bonus(Content content) {
        return content.adjustments().stream()
                .mapToInt(Adjustment::points)
                .filter(given -> given > 0)
                .sum();
    }

    private static int penalty(Content content) {
        return content.adjustments().stream()
                .mapToInt(Adjustment::points)
                .filter(given -> given < 0)
                .sum();
    }

    private static BigDecimal points(int hundredths) {
        return BigDecimal.valueOf(hundredths, DECIMALS);
    }

    /** Equal totals share a rank, and the next one is that much lower: 1-2-2-4. */
    private static Place place(Sum sum, Map<String, Sum> all) {
        var above = all.values().stream()
                .filter(other -> other.total().compareTo(sum.total()) > 0)
                .count();
        var equal = all.values().stream()
                .filter(other -> other.total().compareTo(sum.total()) == 0)
                .count();
        return new Place((int) above + 1, equal > 1, sum.base(), sum.bonus(), sum.penalty(), sum.total());
    }

    private record Sum(BigDecimal base, BigDecimal bonus, BigDecimal penalty, BigDecimal total) {}

    /** Where a unit stands. Points, not hundredths. */
    public record Place(
            int rank, boolean tied, BigDecimal base, BigDecimal bonus, BigDecimal penalty, BigDecimal total) {}
}
