package vn.thidua.scoring.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.UnitRef;
import vn.thidua.scoring.board.Rounds;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.file.Column.What;
import vn.thidua.scoring.scoretable.Points;
import vn.thidua.scoring.sheet.Revision;

/**
 * A unit's sheets of one board as rows of text: some rows for people, the row of codes, and a row for each sheet that
 * the unit owes, filled in as far as it has been submitted.
 *
 * @param headings how many rows stand above the first sheet
 */
public record Template(List<List<String>> rows, int headings) {

    public Template {
        rows = List.copyOf(rows);
    }

    /**
     * The template of a unit.
     *
     * @param standing what stands on each of its sheets that there are
     */
    static Template of(ScoringOpened board, UnitRef unit, Map<SheetId, Revision> standing) {
        var columns = Columns.of(board.scoreTable()).all();
        var rows = new ArrayList<List<String>>();
        var notice = board.notice() == null ? "" : " · " + board.notice();
        rows.add(List.of(board.cluster().name() + " · " + board.period() + " · " + unit.name() + notice));
        rows.add(List.of("Điểm viết như 5,5 hoặc 5.5; điểm trừ viết không dấu. Không sửa dòng mã cột và các cột mã."
                + " / Write points as 5.5 or 5,5, and penalties without a sign. Leave the row of codes and the ids."));
        rows.add(groups(columns));
        rows.add(columns.stream().map(Column::name).toList());
        rows.add(columns.stream().map(Column::limit).toList());
        rows.add(columns.stream().map(Column::code).toList());
        var headings = rows.size();
        for (var sheet : owed(board, unit)) {
            var row = new Row(board, sheet, standing.get(sheet));
            rows.add(columns.stream()
                    .map(column -> shown(row.text(column.what())))
                    .toList());
        }
        return new Template(
                rows.stream()
                        .map(row -> row.stream().map(Template::shown).toList())
                        .toList(),
                headings);
    }

    /** The sheets that a unit owes: for itself first, then for each other member, in the cluster's order. */
    static List<SheetId> owed(ScoringOpened board, UnitRef unit) {
        var places = new ArrayList<SheetId>();
        places.add(new SheetId(board.board(), SheetKind.SELF, unit.id(), unit.id()));
        for (var kind : List.of(SheetKind.PEER, SheetKind.APPRAISAL_1, SheetKind.APPRAISAL_2)) {
            board.members().forEach(target -> places.add(new SheetId(board.board(), kind, unit.id(), target.id())));
        }
        var expected = Set.copyOf(Rounds.of(board).expected());
        return places.stream().filter(expected::contains).toList();
    }

    private static List<String> groups(List<Column> columns) {
        var groups = new ArrayList<String>();
        var last = "";
        for (var column : columns) {
            groups.add(column.group().equals(last) ? "" : column.group());
            last = column.group();
        }
        return groups;
    }

    /** Half a surrogate pair has no bytes in any file. */
    static String shown(String text) {
        return text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '\uFFFD' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The adjustments of a sheet as its row shows them: each rule once, its points together, its notes below another. */
    static Map<String, Shown> shown(List<Adjustment> adjustments) {
        return adjustments.stream()
                .collect(Collectors.groupingBy(
                        Adjustment::rule,
                        LinkedHashMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), Shown::of)));
    }

    /**
     * What a row shows of one rule.
     *
     * @param points hundredths, below zero for a penalty
     * @param note every note, empty when there is none
     */
    record Shown(int points, String note) {

        private static Shown of(List<Adjustment> adjustments) {
            return new Shown(
                    adjustments.stream().mapToInt(Adjustment::points).sum(),
                    adjustments.stream()
                            .map(Adjustment::note)
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining("\n")));
        }
    }

    private record Row(
            ScoringOpened board, SheetId sheet, @Nullable Revision standing) {

        String text(What what) {
            return switch (what) {
                case What.Fixed fixed -> fixed(fixed);
                case What.Mark(var criterion) ->
                    standing == null ? "" : Points.vi(standing.content().marks().getOrDefault(criterion, 0));
                case What.Rule(var rule, var penalty) ->
                    ofRule(rule, shown -> Points.vi(penalty ? -(long) shown.points() : shown.points()));
                case What.Note(var rule) -> ofRule(rule, Shown::note);
            };
        }

        private String ofRule(String rule, Function<Shown, String> text) {
            var shown = standing == null
                    ? null
                    : Template.shown(standing.content().adjustments()).get(rule);
            return shown == null ? "" : text.apply(shown);
        }

        private String fixed(What.Fixed fixed) {
            return switch (fixed) {
                case BOARD -> sheet.board();
                case KIND -> sheet.kind().name();
                case SCORER -> sheet.scorer();
                case SCORER_NAME -> name(sheet.scorer());
                case TARGET -> sheet.target();
                case TARGET_NAME -> name(sheet.target());
                case REPLACES -> standing == null ? "" : Long.toString(standing.number());
            };
        }

        private String name(String unit) {
            return Rounds.of(board).name(unit);
        }
    }
}
