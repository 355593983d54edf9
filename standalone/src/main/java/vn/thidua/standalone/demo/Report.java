package vn.thidua.standalone.demo;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Shows how a season ended: as a page for people, or as JSON for programs. */
public final class Report {

    private static final Locale VIETNAMESE = Locale.of("vi", "VN");
    static final String LINE = "  " + "─".repeat(86);

    private final Season.Outcome outcome;
    private final String origin;

    /** @param origin the console's address, for the links */
    public Report(Season.Outcome outcome, String origin) {
        this.outcome = outcome;
        this.origin = origin;
    }

    /** The standings as a table, what each received, and where to look. */
    public void printTo(PrintWriter out) {
        var standings = outcome.standings();
        printHeading(standings, outcome.notice(), out);
        out.printf(
                "  %-5s %-20s %9s %9s %9s %11s %14s%n",
                "Hạng", "Đơn vị", "Cơ bản", "Thưởng", "Trừ", "Tổng điểm", "(Tự chấm)");
        out.println(LINE);
        standings
                .get("rows")
                .forEach(row -> out.printf(
                        "  %-5s %-20s %9s %9s %9s %11s %14s%n",
                        row.get("rank") + (row.get("tied").booleanValue() ? "=" : ""),
                        row.at("/unit/name").asString(),
                        points(row.get("base")),
                        points(row.get("bonus")),
                        points(row.get("penalty")),
                        points(row.get("total")),
                        points(row.get("self"))));
        out.println(LINE);
        out.printf(
                "  %d sheets, %d correction, %d repeats, played in %.1f s%n%n",
                outcome.sheets(),
                outcome.corrections(),
                outcome.repeats(),
                outcome.took().toMillis() / 1000.0);
        out.println("  ĐÃ THÔNG BÁO · EVERYONE TOLD");
        out.println(LINE);
        outcome.inboxes().forEach((recipient, items) -> {
            var to = recipient;
            for (var item : items) {
                out.printf("  %-5s %s%n", to, item.get("title").stringValue());
                to = "";
            }
        });
        out.println(LINE);
        outcome.failures().forEach(failure -> out.println("  NOT AS EXPECTED: " + failure));
        out.println();
        out.println("  Look at");
        out.println("    standings   " + origin + "/boards/" + outcome.board());
        var first = standings.at("/rows/0/unit/id").asString();
        out.println("    a unit      " + origin + "/boards/" + outcome.board() + "/units/" + first);
        out.println("    an inbox    " + origin + "/inbox/" + first);
        out.println("    operations  " + origin + "/operations");
        out.println();
        out.println("  ĐIỂM KIỂM TRA ĐÃ KÝ · SIGNED CHECKPOINT");
        outcome.checkpoint().lines().forEach(line -> out.println("    " + line));
        out.println();
        out.println("  Kiểm tra · check it:  ./thidua verify " + outcome.board() + " --against " + origin);
        out.println();
        out.flush();
    }

    static void printHeading(JsonNode standings, String notice, PrintWriter out) {
        out.printf("%n  KẾT QUẢ CHÍNH THỨC NĂM %s · FINAL STANDINGS%n", standings.get("year"));
        out.println("  " + standings.at("/cluster/name").asString());
        out.println("  " + notice);
        out.println(LINE);
    }

    /** One JSON object: standings, inboxes, counts, and whether everything was as expected. */
    public void printJsonTo(PrintWriter out) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("asExpected", outcome.asExpected());
        summary.put("failures", outcome.failures());
        summary.put("notice", outcome.notice());
        summary.put("sheets", outcome.sheets());
        summary.put("corrections", outcome.corrections());
        summary.put("repeats", outcome.repeats());
        summary.put("milliseconds", outcome.took().toMillis());
        summary.put("console", origin);
        summary.put("checkpoint", outcome.checkpoint());
        summary.put("standings", outcome.standings());
        summary.put("inboxes", outcome.inboxes());
        printJson(summary, out);
    }

    static void printJson(Map<String, Object> summary, PrintWriter out) {
        out.println(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(summary));
        out.flush();
    }

    static String points(JsonNode hundredths) {
        return hundredths == null || hundredths.isNull()
                ? "–"
                : String.format(VIETNAMESE, "%.2f", hundredths.decimalValue().movePointLeft(2));
    }
}
