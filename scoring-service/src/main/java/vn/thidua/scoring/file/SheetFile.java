package vn.thidua.scoring.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.file.Column.What;
import vn.thidua.scoring.sheet.Revision;

/** Reads a board's rows out of a grid: which column is which, and what each cell says. */
final class SheetFile {

    private static final int FEWEST_CODES = 3;
    private static final int MOST_DIGITS = 18;
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1," + MOST_DIGITS + "}");

    private final ScoringOpened board;
    private final Columns columns;
    private final Function<SheetId, Optional<Revision>> standing;

    /**
     * The files of a board.
     *
     * @param standing what stands on a sheet, so that bonuses and penalties that a row leaves as they are stay exactly
     *     as they are
     */
    SheetFile(ScoringOpened board, Function<SheetId, Optional<Revision>> standing) {
        this.board = board;
        this.columns = Columns.of(board.scoreTable());
        this.standing = standing;
    }

    /** A file, read. */
    sealed interface Reading {

        /**
         * Its rows.
         *
         * @param untouched the rows that name a sheet and say nothing of it yet
         */
        record Rows(List<SheetRow> rows, List<Integer> untouched) implements Reading {}

        /** It is not a file of this board. */
        record Refused(Refusal refusal) implements Reading {}
    }

    Reading read(Grid grid) {
        var header = header(grid);
        if (header < 0) {
            return new Reading.Refused(FileRefusals.noHeader());
        }
        var heading = grid.rows().get(header);
        var positions = new LinkedHashMap<Integer, Column>();
        var violations = positions(heading, positions);
        if (!violations.isEmpty()) {
            return new Reading.Refused(FileRefusals.columns(violations));
        }
        var rows = new ArrayList<SheetRow>();
        var untouched = new ArrayList<Integer>();
        for (var row : grid.rows().subList(header + 1, grid.rows().size())) {
            var reader = new RowReader(row, positions);
            if (reader.saysSomething()) {
                rows.add(reader.read());
            } else if (reader.namesSomething()) {
                untouched.add(row.number());
            }
        }
        return rows.size() + untouched.size() > Grid.MOST_ROWS
                ? new Reading.Refused(FileRefusals.tooLong())
                : new Reading.Rows(rows, untouched);
    }

    private int header(Grid grid) {
        for (var index = 0; index < Math.min(grid.rows().size(), Grid.MOST_HEADINGS); index++) {
            var codes = grid.rows().get(index).cells().stream()
                    .filter(cell -> columns.named(code(cell)).isPresent())
                    .count();
            if (codes >= FEWEST_CODES) {
                return index;
            }
        }
        return -1;
    }

    private List<Violation> positions(Grid.Row heading, Map<Integer, Column> positions) {
        var violations = new ArrayList<Violation>();
        var seen = new LinkedHashSet<Column>();
        for (var index = 0; index < heading.cells().size(); index++) {
            if (heading.cell(index) instanceof Cell.Blank) {
                continue;
            }
            var code = code(heading.cell(index));
            var address = Grid.address(heading.number(), index);
            var column = columns.named(code).orElse(null);
            if (column == null) {
                var shown = FilePoints.shortened(code);
                violations.add(new Violation(
                        SheetRow.pointer(heading.number(), shown),
                        "column-unknown",
                        new Text(
                                "Ô " + address + ": bảng này không có cột “" + shown + "”."
                                        + strange(code).vi(),
                                "Cell " + address + ": this board has no column “" + shown + "”."
                                        + strange(code).en())));
            } else if (seen.add(column)) {
                positions.put(index, column);
            } else {
                violations.add(new Violation(
                        SheetRow.pointer(heading.number(), code),
                        "column-twice",
                        new Text(
                                "Ô " + address + ": cột “" + code + "” có hai lần; hãy xóa một cột.",
                                "Cell " + address + ": the column “" + code + "” is there twice; delete one.")));
            }
        }
        for (var column : columns.all()) {
            if (column.required() && !seen.contains(column)) {
                violations.add(new Violation(
                        SheetRow.pointer(heading.number(), column.code()),
                        "column-missing",
                        new Text(
                                "Thiếu cột “" + column.code() + "” (" + column.name() + ").",
                                "The column “" + column.code() + "” is missing.")));
            }
        }
        return violations;
    }

    private static String code(Cell cell) {
        return switch (cell) {
            case Cell.Text(var text) -> Blanks.strip(text);
            // Spreadsheets make a number of a code like 1.1.
            case Cell.Number(var number) -> plain(number);
            case Cell.Blank b -> "";
            case Cell.Date d -> "(ngày/date)";
            case Cell.Formula f -> "(công thức/formula)";
            case Cell.Other(var shown) -> shown;
        };
    }

    private static String plain(BigDecimal number) {
        return number.abs().compareTo(BigDecimal.TEN.pow(MOST_DIGITS)) > 0 || number.scale() > MOST_DIGITS
                ? number.round(new java.math.MathContext(6)).toString()
                : number.toPlainString();
    }

    /** Letters of another alphabet look the same and are not. */
    private static Text strange(String id) {
        return id.codePoints()
                .filter(point -> point < ' ' || point > '~')
                .mapToObj(point -> "“" + (Character.isISOControl(point) ? "" : Character.toString(point)) + "” ("
                        + String.format("U+%04X", point) + ")")
                .findFirst()
                .map(shown -> new Text(
                        " Ký tự " + shown + " không phải chữ cái không dấu A–Z; hãy gõ lại.",
                        " The character " + shown + " is not one of the letters A–Z; type it again."))
                .orElse(new Text("", ""));
    }

    private final class RowReader {

        private final Grid.Row row;
        private final Map<Integer, Column> positions;
        private final Map<What, Integer> places = new HashMap<>();
        private final List<Violation> violations = new ArrayList<>();

        RowReader(Grid.Row row, Map<Integer, Column> positions) {
            this.row = row;
            this.positions = positions;
            positions.forEach((position, column) -> places.put(column.what(), position));
        }

        boolean namesSomething() {
            return row.cells().stream().anyMatch(cell -> !(cell instanceof Cell.Blank));
        }

        /** Beyond which sheet it is. */
        boolean saysSomething() {
            for (var index = 0; index < row.cells().size(); index++) {
                if (!(row.cell(index) instanceof Cell.Blank)) {
                    var column = positions.get(index);
                    if (column == null
                            || !(column.what() instanceof What.Fixed)
                            || column.what() == What.Fixed.REPLACES
                            || row.cell(index) instanceof Cell.Formula) {
                        return true;
                    }
                }
            }
            return false;
        }

        SheetRow read() {
            outside();
            board();
            var kind = id(What.Fixed.KIND);
            var scorer = id(What.Fixed.SCORER);
            var target = id(What.Fixed.TARGET);
            name(What.Fixed.SCORER_NAME, scorer);
            name(What.Fixed.TARGET_NAME, target);
            var replaces = replaces();
            var marks = marks();
            var submission = new SheetSubmission(board.board(), kind, scorer, target, marks, List.of(), replaces);
            var cells = new HashMap<String, Integer>();
            positions.forEach((position, column) -> cells.put(column.code(), position));
            var sheet = new SheetRow(row.number(), submission, List.of(), cells).sheet();
            var adjustments = adjustments(sheet.flatMap(standing).orElse(null));
            return new SheetRow(
                    row.number(),
                    new SheetSubmission(submission.board(), kind, scorer, target, marks, adjustments, replaces),
                    violations,
                    cells);
        }

        private void board() {
            var named = id(What.Fixed.BOARD);
            if (named != null && !named.equals(board.board())) {
                add(
                        What.Fixed.BOARD,
                        "board-differs",
                        new Text(
                                "Dòng này thuộc bảng “" + FilePoints.shortened(named) + "”, không phải “"
                                        + board.board() + "”. Hãy dùng mẫu của bảng này.",
                                "This row belongs to board “" + FilePoints.shortened(named) + "”, not “" + board.board()
                                        + "”. Use this board's template."));
            }
        }

        private void outside() {
            for (var index = 0; index < row.cells().size(); index++) {
                if (!positions.containsKey(index) && !(row.cell(index) instanceof Cell.Blank)) {
                    violations.add(new Violation(
                            SheetRow.pointer(row.number(), ""),
                            "cell-outside",
                            new Text(
                                    "Ô " + Grid.address(row.number(), index)
                                            + " nằm ngoài các cột của mẫu; hãy xóa hoặc chuyển nội dung.",
                                    "Cell " + Grid.address(row.number(), index)
                                            + " is outside the template's columns; clear it or move what it says.")));
                    return;
                }
            }
        }

        private Cell cell(What what) {
            var place = places.get(what);
            return place == null ? Cell.BLANK : row.cell(place);
        }

        /** What a cell of letters says; {@code null} when it is blank or wrong. */
        private @Nullable String id(What.Fixed what) {
            return switch (cell(what)) {
                case Cell.Blank b -> null;
                case Cell.Text(var text) -> {
                    var id = Blanks.strip(text);
                    var strange = strange(id);
                    if (!strange.vi().isEmpty()) {
                        add(
                                what,
                                "id-strange",
                                new Text(
                                        "Mã “" + FilePoints.shortened(id) + "” không hợp lệ." + strange.vi(),
                                        "The id “" + FilePoints.shortened(id) + "” is not valid." + strange.en()));
                        yield null;
                    }
                    yield id;
                }
                case Cell.Number(var number) -> plain(number);
                case Cell.Date d -> wrong(what, FilePoints.date());
                case Cell.Formula f -> wrong(what, FilePoints.formula());
                case Cell.Other(var shown) -> shown;
            };
        }

        private void name(What.Fixed what, @Nullable String unit) {
            switch (cell(what)) {
                case Cell.Text(var text) -> {
                    var expected = board.members().stream()
                            .filter(member -> member.id().equals(unit))
                            .map(UnitRef::name)
                            .findFirst();
                    if (expected.isPresent() && !same(expected.get(), text)) {
                        add(
                                what,
                                "name-differs",
                                new Text(
                                        "Mã “" + unit + "” là " + expected.get() + ", không phải “"
                                                + FilePoints.shortened(text)
                                                + "”. Có thể các dòng bị lệch khi sắp xếp; hãy sửa mã hoặc tên.",
                                        "The id “" + unit + "” is " + expected.get() + ", not “"
                                                + FilePoints.shortened(text)
                                                + "”. Rows may have been sorted apart; correct the id or the name."));
                    }
                }
                case Cell.Formula f -> wrong(what, FilePoints.formula());
                case Cell.Blank b -> {}
                case Cell.Number n -> {}
                case Cell.Date d -> {}
                case Cell.Other o -> {}
            }
        }

        private boolean same(String name, String written) {
            return comparable(Template.shown(name)).equals(comparable(written));
        }

        private @Nullable Long replaces() {
            var what = What.Fixed.REPLACES;
            return switch (cell(what)) {
                case Cell.Blank b -> null;
                case Cell.Text(var text) -> whole(Blanks.strip(text));
                case Cell.Number(var number) -> whole(plain(number.stripTrailingZeros()));
                case Cell.Date d -> wrong(what, FilePoints.date());
                case Cell.Formula f -> wrong(what, FilePoints.formula());
                case Cell.Other(var shown) -> whole(shown);
            };
        }

        private @Nullable Long whole(String text) {
            if (WHOLE.matcher(text).matches()) {
                return Long.valueOf(text);
            }
            var shown = FilePoints.shortened(text);
            add(
                    What.Fixed.REPLACES,
                    "replaces-unreadable",
                    new Text(
                            "“" + shown + "” không phải số của một bản. Hãy giữ số trong mẫu tải về.",
                            "“" + shown + "” is not the number of a revision. Keep the number of the template."));
            return null;
        }

        private TreeMap<String, @Nullable Integer> marks() {
            var marks = new TreeMap<String, @Nullable Integer>();
            for (var column : columns.all()) {
                if (column.what() instanceof What.Mark(var criterion)) {
                    var points = points(column.what());
                    if (points != null) {
                        marks.put(criterion, points);
                    }
                }
            }
            return marks;
        }

        private @Nullable Integer points(What what) {
            return switch (FilePoints.read(cell(what))) {
                case FilePoints.Read.Blank b -> null;
                case FilePoints.Read.Hundredths(var hundredths) -> hundredths;
                case FilePoints.Read.Unreadable unreadable -> wrong(what, unreadable);
            };
        }

        private List<@Nullable Adjustment> adjustments(@Nullable Revision standing) {
            var before = standing == null
                    ? List.<Adjustment>of()
                    : standing.content().adjustments();
            var shown = Template.shown(before);
            var wanted = new LinkedHashMap<String, Adjustment>();
            for (var column : columns.all()) {
                if (column.what() instanceof What.Rule(var rule, var penalty)) {
                    var adjustment = adjustment(column.what(), rule, penalty);
                    if (adjustment != null) {
                        wanted.put(rule, adjustment);
                    }
                }
            }
            var adjustments = new ArrayList<@Nullable Adjustment>();
            var kept = new LinkedHashSet<String>();
            for (var adjustment : before) {
                var rule = adjustment.rule();
                var now = wanted.get(rule);
                if (now != null && unchanged(shown.get(rule), now)) {
                    adjustments.add(adjustment);
                    kept.add(rule);
                } else if (now != null && kept.add(rule)) {
                    adjustments.add(now);
                }
            }
            wanted.forEach((rule, adjustment) -> {
                // No points for no reason is how people say that there is nothing.
                if (!kept.contains(rule) && (adjustment.points() != 0 || adjustment.note() != null)) {
                    adjustments.add(adjustment);
                }
            });
            return adjustments;
        }

        private boolean unchanged(Template.@Nullable Shown before, Adjustment now) {
            return before != null
                    && before.points() == now.points()
                    && comparable(before.note()).equals(comparable(now.note() == null ? "" : now.note()));
        }

        private @Nullable Adjustment adjustment(What what, String rule, boolean penalty) {
            var points = points(what);
            var note = note(new What.Note(rule));
            if (points != null) {
                return new Adjustment(rule, penalty ? -Math.abs(points) : points, note);
            }
            if (note != null && FilePoints.read(cell(what)) instanceof FilePoints.Read.Blank) {
                add(
                        new What.Note(rule),
                        "note-without-points",
                        new Text(
                                "Có ghi chú nhưng chưa có điểm ở cột “" + rule + "”. Hãy điền điểm hoặc xóa ghi chú.",
                                "There is a note but no points in column “" + rule
                                        + "”. Fill in the points or delete the note."));
            }
            return null;
        }

        private @Nullable String note(What what) {
            return switch (cell(what)) {
                case Cell.Blank b -> null;
                case Cell.Text(var text) -> lines(text);
                case Cell.Number(var number) -> plain(number);
                case Cell.Date d -> wrong(what, FilePoints.date());
                case Cell.Formula f -> wrong(what, FilePoints.formula());
                case Cell.Other(var shown) -> shown;
            };
        }

        private <T> @Nullable T wrong(What what, FilePoints.Read.Unreadable unreadable) {
            add(what, unreadable.rule(), unreadable.detail());
            return null;
        }

        private void add(What what, String rule, Text detail) {
            var column = columns.holding(what).orElseThrow();
            violations.add(SheetRow.at(row.number(), column.code(), places.get(what), rule, detail));
        }
    }

    /** Line ends differ between spreadsheets and files, and mean the same. */
    private static String lines(String text) {
        return Blanks.strip(text.replace("\r\n", "\n").replace('\r', '\n'));
    }

    private static String comparable(String text) {
        return java.text.Normalizer.normalize(lines(text), java.text.Normalizer.Form.NFC);
    }
}
