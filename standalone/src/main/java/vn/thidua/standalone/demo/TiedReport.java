package vn.thidua.standalone.demo;

import java.io.PrintWriter;
import java.util.LinkedHashMap;

/** Shows who got which award and how each tie was broken: as a page for people, or as JSON for programs. */
public final class TiedReport {

    private final TiedSeason.Outcome outcome;
    private final String origin;

    /** @param origin the console's address, for the links */
    public TiedReport(TiedSeason.Outcome outcome, String origin) {
        this.outcome = outcome;
        this.origin = origin;
    }

    /** The standings with their awards, then each tie in both languages, as the ranking service explains it. */
    public void printTo(PrintWriter out) {
        var standings = outcome.standings();
        Report.printHeading(standings, outcome.notice(), out);
        out.printf("  %-5s %-20s %11s   %s%n", "Hạng", "Đơn vị", "Tổng điểm", "Khen thưởng");
        out.println(Report.LINE);
        standings
                .get("rows")
                .forEach(row -> out.printf(
                        "  %-5s %-20s %11s   %s%n",
                        row.get("rank") + (row.get("tied").booleanValue() ? "=" : ""),
                        row.at("/unit/name").asString(),
                        Report.points(row.get("total")),
                        award(row.path("award").asString(""))));
        out.println(Report.LINE);
        out.println("  ĐỒNG HẠNG ĐƯỢC PHÂN ĐỊNH THẾ NÀO · HOW THE TIES WERE BROKEN");
        outcome.ties().forEach(tie -> {
            out.println(Report.LINE);
            tie.get("because").forEach(sentence -> {
                out.println("  " + sentence.get("vi").stringValue());
                out.println("    " + sentence.get("en").stringValue());
            });
        });
        out.println(Report.LINE);
        outcome.failures().forEach(failure -> out.println("  NOT AS EXPECTED: " + failure));
        out.println();
        out.println("  Look at");
        out.println("    standings     " + origin + "/boards/" + outcome.board());
        out.println("    proceedings   " + origin + "/boards/" + outcome.board() + "/proceedings");
        out.println();
        out.flush();
    }

    /** One JSON object: standings, ties, and whether everything was as expected. */
    public void printJsonTo(PrintWriter out) {
        var summary = new LinkedHashMap<String, Object>();
        summary.put("asExpected", outcome.asExpected());
        summary.put("failures", outcome.failures());
        summary.put("notice", outcome.notice());
        summary.put("console", origin);
        summary.put("standings", outcome.standings());
        summary.put("ties", outcome.ties());
        Report.printJson(summary, out);
    }

    private String award(String code) {
        return outcome.awards().getOrDefault(code, "–");
    }
}
