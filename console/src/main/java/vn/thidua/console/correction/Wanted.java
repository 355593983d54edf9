package vn.thidua.console.correction;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.util.MultiValueMap;

/**
 * What somebody filled in: a line for each mark, of which those without a sheet, a criterion and a mark are left out.
 *
 * @param mark as people write it, {@code 5,5} or {@code 5.5}
 */
record Wanted(List<Line> lines, String reason) {

    /** So many lines the form has. */
    static final int LINES = 4;

    static final Wanted NOTHING = new Wanted(List.of(), "");

    private static final Pattern POINTS = Pattern.compile("[0-9]{1,4}([,.][0-9]{1,2})?");

    record Line(String sheet, String criterion, String mark) {

        static final Line EMPTY = new Line("", "", "");

        boolean isEmpty() {
            return sheet.isBlank() && criterion.isBlank() && mark.isBlank();
        }

        boolean isWhole() {
            return !sheet.isBlank()
                    && !criterion.isBlank()
                    && POINTS.matcher(mark.strip()).matches();
        }

        private int points() {
            return new BigDecimal(mark.strip().replace(',', '.'))
                    .movePointRight(2)
                    .intValueExact();
        }
    }

    static Wanted of(MultiValueMap<String, String> form, String reason) {
        var sheets = form.getOrDefault("sheet", List.of());
        var criteria = form.getOrDefault("criterion", List.of());
        var marks = form.getOrDefault("mark", List.of());
        var most = Math.min(LINES, Math.min(sheets.size(), Math.min(criteria.size(), marks.size())));
        return new Wanted(
                IntStream.range(0, most)
                        .mapToObj(at -> new Line(sheets.get(at), criteria.get(at), marks.get(at)))
                        .toList(),
                reason);
    }

    /** As many lines as the form has. */
    public List<Line> form() {
        var form = new ArrayList<>(lines);
        while (form.size() < LINES) {
            form.add(Line.EMPTY);
        }
        return form;
    }

    /** Whether a line was begun and not filled in, or its mark is no number of points. */
    public boolean isUnclear() {
        return lines.stream().anyMatch(line -> !line.isEmpty() && !line.isWhole());
    }

    /** As the ranking service takes it. */
    Map<String, Object> proposal() {
        var marks = new LinkedHashMap<String, Map<String, Integer>>();
        lines.stream()
                .filter(Line::isWhole)
                .forEach(line -> marks.computeIfAbsent(line.sheet(), first -> new LinkedHashMap<>())
                        .put(line.criterion(), line.points()));
        return Map.of(
                "because",
                reason,
                "sheets",
                marks.entrySet().stream()
                        .map(sheet -> Map.of("sheet", sheet.getKey(), "marks", sheet.getValue()))
                        .toList());
    }
}
