package vn.thidua.scoring.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.thidua.events.ScoreTable;
import vn.thidua.scoring.file.Column.What;
import vn.thidua.scoring.scoretable.Points;

/** The columns of a board's file: which sheet it is, then a column for each criterion and two for each rule. */
final class Columns {

    private final List<Column> all = new ArrayList<>();
    private final Set<String> codes = new HashSet<>();

    private Columns() {}

    /** The columns of a board that is scored under this table. */
    static Columns of(ScoreTable table) {
        var columns = new Columns();
        for (var fixed : What.Fixed.values()) {
            columns.add(fixed.code, fixed, "", fixed.name, "");
        }
        for (var group : table.groups()) {
            for (var criterion : group.criteria()) {
                columns.add(
                        criterion.code(),
                        new What.Mark(criterion.code()),
                        group.code() + ". " + group.name() + " (" + Points.vi(group.max()) + ")",
                        criterion.name(),
                        "0 – " + Points.vi(criterion.max()));
            }
        }
        for (var rule : table.bonusRules()) {
            columns.rule(rule.code(), false, rule.name(), "0 – " + Points.vi(rule.max()));
        }
        for (var rule : table.penaltyRules()) {
            columns.rule(rule.code(), true, rule.name(), Points.vi(-(long) rule.points()) + " × n");
        }
        return columns;
    }

    private void rule(String code, boolean penalty, String name, String limit) {
        var points = add(
                code,
                new What.Rule(code, penalty),
                penalty ? "Điểm trừ / Penalty" : "Điểm thưởng / Bonus",
                name,
                limit);
        add(points + "/note", new What.Note(code), "", "Ghi chú / Note: " + code, "");
    }

    /** A code of the table may be that of another column: it is told apart by what no code contains. */
    private String add(String code, What what, String group, String name, String limit) {
        var unique = code;
        while (!codes.add(unique)) {
            unique += "/";
        }
        all.add(new Column(unique, what, group, name, limit));
        return unique;
    }

    List<Column> all() {
        return List.copyOf(all);
    }

    Optional<Column> named(String code) {
        return all.stream().filter(column -> column.code().equals(code)).findFirst();
    }

    Optional<Column> holding(What what) {
        return all.stream().filter(column -> column.what().equals(what)).findFirst();
    }
}
