package vn.thidua.scoring.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.SheetKind;
import vn.thidua.events.SheetSubmission;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.file.Column.What;

/**
 * A row of a file, read: a submission, as far as its cells can be understood.
 *
 * @param number as a spreadsheet shows it
 * @param submission what the row says; what could not be understood is missing
 * @param violations what could not be understood, each with its cell
 * @param cells the position of each column in the file, by code
 */
record SheetRow(int number, SheetSubmission submission, List<Violation> violations, Map<String, Integer> cells) {

    SheetRow {
        violations = List.copyOf(violations);
    }

    /** The sheet that the row is about, if it says so. */
    Optional<SheetId> sheet() {
        var board = submission.board();
        var scorer = submission.scorer();
        var target = submission.target();
        var kind = kind();
        return board == null || scorer == null || target == null || kind == null
                ? Optional.empty()
                : Optional.of(new SheetId(board, kind, scorer, target));
    }

    private @Nullable SheetKind kind() {
        for (var kind : SheetKind.values()) {
            if (kind.name().equals(submission.kind())) {
                return kind;
            }
        }
        return null;
    }

    /** A violation in a cell, with the cell's address for people. */
    static Violation at(int row, String column, @Nullable Integer position, String rule, Text detail) {
        if (position == null) {
            return new Violation(pointer(row, column), rule, detail);
        }
        var address = Grid.address(row, position);
        return new Violation(
                pointer(row, column),
                rule,
                new Text("Ô " + address + ": " + detail.vi(), "Cell " + address + ": " + detail.en()));
    }

    /** What is wrong with a submission by the rules of its board, with the cells that it was read from. */
    List<Violation> located(List<Violation> byRules, Columns columns) {
        return byRules.stream()
                .map(violation -> column(violation.pointer(), columns)
                        .map(column -> at(
                                number, column.code(), cells.get(column.code()), violation.rule(), violation.detail()))
                        .orElseGet(() -> new Violation(pointer(number, ""), violation.rule(), violation.detail())))
                .toList();
    }

    private Optional<Column> column(String pointer, Columns columns) {
        var steps = pointer.split("/", -1);
        if (steps.length < 2) {
            return Optional.empty();
        }
        if (steps[1].equals("marks") && steps.length == 3) {
            return columns.holding(new What.Mark(steps[2].replace("~1", "/").replace("~0", "~")));
        }
        return steps[1].equals("adjustments")
                ? steps.length == 4 ? adjusted(Integer.parseInt(steps[2]), steps[3], columns) : Optional.empty()
                : columns.named(steps[1]);
    }

    private Optional<Column> adjusted(int index, String field, Columns columns) {
        var adjustments = submission.adjustments();
        var adjustment = adjustments == null ? null : adjustments.get(index);
        if (adjustment == null) {
            return Optional.empty();
        }
        var rule = adjustment.rule();
        return field.equals("note")
                ? columns.holding(new What.Note(rule))
                : columns.holding(new What.Rule(rule, false)).or(() -> columns.holding(new What.Rule(rule, true)));
    }

    static String pointer(int row, String column) {
        return "/rows/" + row
                + (column.isEmpty() ? "" : "/" + column.replace("~", "~0").replace("/", "~1"));
    }
}
