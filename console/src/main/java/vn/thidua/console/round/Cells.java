package vn.thidua.console.round;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.console.page.Format;
import vn.thidua.console.round.Board.Table;
import vn.thidua.console.round.Rounds.Adjustment;
import vn.thidua.console.round.Rounds.Sheet;

/**
 * What the cells of one sheet read: {@code mark/I.1}, {@code adjust/BON.1}, {@code note/BON.1}; penalties without their
 * sign. Immutable.
 *
 * @param texts by cell; a cell that is empty is absent
 */
record Cells(Table table, Map<String, String> texts) {

    private static final String MARK = "mark/";
    private static final String ADJUST = "adjust/";
    private static final String NOTE = "note/";
    private static final int MOST_CHARACTERS = 2000;

    /** The cells that a form gives under these names, and no other. */
    static Cells typed(Table table, Map<String, String> fields, String prefix) {
        var texts = new LinkedHashMap<String, String>();
        names(table).forEach(name -> {
            var text =
                    fields.getOrDefault(prefix + name, "").replace("\r\n", "\n").strip();
            if (!text.isEmpty()) {
                texts.put(name, text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
            }
        });
        return new Cells(table, texts);
    }

    /** The cells of a sheet: a rule that is used several times with its points together and its notes below another. */
    static Cells of(Table table, @Nullable Sheet sheet, Format format) {
        var texts = new LinkedHashMap<String, String>();
        if (sheet != null) {
            sheet.marks().forEach((code, points) -> texts.put(MARK + code, format.mark(points)));
            sheet.adjustments().stream()
                    .collect(Collectors.groupingBy(Adjustment::rule, LinkedHashMap::new, Collectors.toList()))
                    .forEach((rule, given) -> {
                        var points = given.stream().mapToInt(Adjustment::points).sum();
                        texts.put(ADJUST + rule, format.mark(Math.abs(points)));
                        var notes = given.stream()
                                .map(Adjustment::note)
                                .flatMap(Stream::ofNullable)
                                .collect(Collectors.joining("\n"));
                        if (!notes.isBlank()) {
                            texts.put(NOTE + rule, notes.strip());
                        }
                    });
        }
        return new Cells(table, texts);
    }

    static Stream<String> names(Table table) {
        return Stream.concat(
                table.groups().stream()
                        .flatMap(group -> group.criteria().stream())
                        .map(criterion -> MARK + criterion.code()),
                rules(table).flatMap(rule -> Stream.of(ADJUST + rule, NOTE + rule)));
    }

    private static Stream<String> rules(Table table) {
        return Stream.concat(
                table.bonusRules().stream().map(Board.Rule::code),
                table.penaltyRules().stream().map(Board.Penalty::code));
    }

    public String text(String cell) {
        return texts.getOrDefault(cell, "");
    }

    /** What is no number of points, and notes on points that are not there. */
    List<String> unreadable() {
        return names(table)
                .filter(cell -> cell.startsWith(NOTE)
                        ? texts.containsKey(cell) && !texts.containsKey(ADJUST + cell.substring(NOTE.length()))
                        : texts.containsKey(cell) && points(cell) == null)
                .toList();
    }

    /** In hundredths; nothing where nothing readable is. */
    @Nullable
    Integer points(String cell) {
        return Typed.points(text(cell)).orElse(null);
    }

    /** Of the criteria that are marked. */
    Map<String, Integer> marks() {
        var marks = new TreeMap<String, Integer>();
        table.groups()
                .forEach(group -> group.criteria().forEach(criterion -> {
                    var points = points(MARK + criterion.code());
                    if (points != null) {
                        marks.put(criterion.code(), points);
                    }
                }));
        return marks;
    }

    /** In the order of the printed table. */
    List<Adjustment> adjustments() {
        var adjustments = new ArrayList<Adjustment>();
        table.bonusRules().forEach(rule -> add(rule.code(), 1, adjustments));
        table.penaltyRules().forEach(rule -> add(rule.code(), -1, adjustments));
        return adjustments;
    }

    private void add(String rule, int sign, List<Adjustment> adjustments) {
        var points = points(ADJUST + rule);
        if (points != null) {
            // Whether somebody types the sign of a penalty or not, it takes points away.
            adjustments.add(new Adjustment(rule, sign < 0 ? -Math.abs(points) : points, texts.get(NOTE + rule)));
        }
    }

    /** Whether both say the same, however it is written. */
    boolean sameAs(Cells other) {
        return unreadable().isEmpty()
                && other.unreadable().isEmpty()
                && marks().equals(other.marks())
                && adjustments().equals(other.adjustments());
    }

    /** Criteria without a mark that can be read. */
    public int open() {
        return (int) table.groups().stream()
                        .flatMap(group -> group.criteria().stream())
                        .count()
                - marks().size();
    }

    public int sum(Board.Group group) {
        var marks = marks();
        return group.criteria().stream()
                .mapToInt(criterion -> marks.getOrDefault(criterion.code(), 0))
                .sum();
    }

    /** All cells of the sheet together. */
    public int sum() {
        return marks().values().stream().mapToInt(Integer::intValue).sum()
                + adjustments().stream().mapToInt(Adjustment::points).sum();
    }

    /** The cell that a service's reason is about; nothing for the sheet as a whole. */
    @Nullable
    String cell(String pointer) {
        var steps = pointer.split("/", -1);
        if (steps.length == 3 && steps[1].equals("marks")) {
            return MARK + steps[2].replace("~1", "/").replace("~0", "~");
        }
        if (steps.length == 4 && steps[1].equals("adjustments")) {
            var given = adjustments();
            var at = Integer.parseInt(steps[2]);
            return at < given.size()
                    ? (steps[3].equals("note") ? NOTE : ADJUST) + given.get(at).rule()
                    : null;
        }
        return pointer.equals("/reason") ? "reason" : null;
    }
}
