package vn.thidua.rules.preview;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreTable;
import vn.thidua.rules.PointsText;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.Text;

/**
 * A past sheet as another table can count it: what the other table does not have is left out, what it has more of is 0,
 * and what is above its maxima is cut, each with a sentence.
 */
record Refit(Sheet sheet, List<Misfit> misfits) {

    static Refit of(ScoreTable table, Sheet sheet) {
        var misfits = new ArrayList<Misfit>();
        var marks = new HashMap<String, Integer>();
        for (var criterion : table.criteria()) {
            var mark = sheet.marks().get(criterion.code());
            if (mark == null) {
                marks.put(criterion.code(), 0);
                misfits.add(new Misfit(
                        sheet.id(),
                        new Text(
                                "Tiêu chí " + criterion.code() + " chưa có trong phiếu cũ: tính 0 điểm.",
                                "Criterion " + criterion.code() + " is not on the past sheet: counted as 0.")));
            } else {
                marks.put(criterion.code(), Math.min(mark, criterion.max()));
                if (mark > criterion.max()) {
                    misfits.add(above(sheet, criterion.code(), mark, criterion.max()));
                }
            }
        }
        for (var code : sheet.marks().keySet()) {
            if (!marks.containsKey(code)) {
                misfits.add(new Misfit(
                        sheet.id(),
                        new Text(
                                "Bảng mới không có tiêu chí " + code + ": không tính.",
                                "The other table has no criterion " + code + ": not counted.")));
            }
        }
        var adjustments = adjustments(table, sheet, misfits);
        return new Refit(
                new Sheet(sheet.kind(), sheet.scorer(), sheet.target(), sheet.revision(), marks, adjustments), misfits);
    }

    private static List<Adjustment> adjustments(ScoreTable table, Sheet sheet, List<Misfit> misfits) {
        var kept = new ArrayList<Adjustment>();
        var bonus = 0;
        var penalty = 0;
        var byRule = new HashMap<String, Integer>();
        for (var adjustment : sheet.adjustments()) {
            var most = most(table, adjustment);
            if (most == 0) {
                misfits.add(new Misfit(
                        sheet.id(),
                        new Text(
                                "Bảng mới không có mục " + adjustment.rule() + ": không tính.",
                                "The other table has no rule " + adjustment.rule() + ": not counted.")));
                continue;
            }
            var isBonus = adjustment.points() > 0;
            var used = byRule.getOrDefault(adjustment.rule(), 0);
            var left = Math.min(most - used, isBonus ? table.bonusMax() - bonus : table.penaltyMax() - penalty);
            var size = Math.min(Math.abs(adjustment.points()), Math.max(0, left));
            if (size < Math.abs(adjustment.points())) {
                misfits.add(above(sheet, adjustment.rule(), Math.abs(adjustment.points()), size));
            }
            byRule.put(adjustment.rule(), used + size);
            bonus += isBonus ? size : 0;
            penalty += isBonus ? 0 : size;
            kept.add(new Adjustment(adjustment.rule(), isBonus ? size : -size, adjustment.note()));
        }
        return kept;
    }

    /** The most that a rule of the other table gives or takes; 0 when it is not there. */
    private static int most(ScoreTable table, Adjustment adjustment) {
        if (adjustment.points() > 0) {
            return table.bonusRules().stream()
                    .filter(rule -> rule.code().equals(adjustment.rule()))
                    .findFirst()
                    .map(ScoreTable.BonusRule::max)
                    .orElse(0);
        }
        return table.penaltyRules().stream()
                .filter(rule -> rule.code().equals(adjustment.rule()))
                .findFirst()
                .map(rule -> rule.max() == null ? table.penaltyMax() : rule.max())
                .orElse(0);
    }

    private static Misfit above(Sheet sheet, String code, int points, int most) {
        return new Misfit(
                sheet.id(),
                new Text(
                        code + ": " + PointsText.vi(points) + " vượt mức của bảng mới, tính " + PointsText.vi(most)
                                + ".",
                        code + ": " + PointsText.en(points) + " is above what the other table has, "
                                + PointsText.en(most) + " count."));
    }
}
