package vn.thidua.notification.notice;

import static vn.thidua.notification.notice.Wording.and;
import static vn.thidua.notification.notice.Wording.both;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Standings;
import vn.thidua.messaging.problem.Text;

/** The texts about final results. */
final class ResultsNotices {

    private final Standings standings;
    private final Text cluster;
    private final Text period;
    private final List<Standings.Row> leaders;

    private ResultsNotices(Standings standings) {
        this.standings = standings;
        this.cluster = Wording.cluster(standings.cluster());
        this.period = Wording.period(standings.board(), standings.year());
        this.leaders = ranked(1);
    }

    static List<Notice> of(Standings standings) {
        var texts = new ResultsNotices(standings);
        var notices = new LinkedHashMap<String, Notice>();
        for (var row : standings.rows()) {
            notices.putIfAbsent(row.unit().id(), texts.forUnit(row));
        }
        notices.put(Notices.CITY, texts.forCity());
        return List.copyOf(notices.values());
    }

    private Notice forUnit(Standings.Row row) {
        return new Notice(row.unit().id(), unitTitle(row), unitBody(row), standings.notice());
    }

    private Notice forCity() {
        return new Notice(Notices.CITY, cityTitle(), cityBody(), standings.notice());
    }

    private Text unitTitle(Standings.Row row) {
        var unit = Wording.shortName(row.unit().name());
        var official = new Text(" – kết quả chính thức " + period.vi(), " – official results for " + period.en());
        if (row.rank() == null || row.total() == null) {
            return both(new Text(unit + " chưa được xếp hạng", unit + " is not ranked"), official);
        }
        var total = Wording.points(row.total());
        return both(
                new Text(
                        unit + " xếp thứ " + row.rank() + (row.tied() ? " (đồng hạng)" : "") + " với " + total.vi()
                                + " điểm",
                        unit + " ranks " + (row.tied() ? "joint " : "") + Wording.ordinal(row.rank()) + " with "
                                + total.en() + " points"),
                official);
    }

    private Text unitBody(Standings.Row row) {
        var lines = new ArrayList<Text>();
        lines.add(place(row));
        if (row.base() != null) {
            lines.add(parts(row.base(), row.bonus(), row.penalty()));
        }
        if (row.self() != null) {
            var self = Wording.points(row.self());
            lines.add(new Text(
                    "Điểm tự chấm: " + self.vi() + " (không tính vào tổng điểm).",
                    "Self-score: " + self.en() + " (not counted in the total)."));
        }
        lines.add(lead(row));
        return Wording.lines(lines);
    }

    private Text place(Standings.Row row) {
        var unit = row.unit().name();
        var where = new Text(cluster.vi() + ", " + period.vi() + ": ", cluster.en() + ", " + period.en() + ": ");
        if (row.rank() == null || row.total() == null) {
            return both(
                    where,
                    new Text(
                            unit + " chưa được đơn vị bạn nào chấm điểm nên chưa được xếp hạng.",
                            unit + " was scored by no other unit and is therefore not ranked."));
        }
        var total = Wording.points(row.total());
        var units = standings.rows().size();
        var place = new Text(
                unit + " đạt " + total.vi() + " điểm, xếp thứ " + row.rank() + " trong " + units + " đơn vị",
                unit + " has " + total.en() + " points and ranks " + Wording.ordinal(row.rank()) + " of " + units
                        + " units");
        var equals = names(others(row, ranked(row.rank())));
        var ties = equals.isEmpty()
                ? new Text(".", ".")
                : new Text(
                        ", đồng hạng với " + and(equals).vi() + ".",
                        ", level with " + and(equals).en() + ".");
        return both(both(where, place), ties);
    }

    private static Text parts(int base, @Nullable Integer bonus, @Nullable Integer penalty) {
        var given = Wording.points(base);
        var added = Wording.points(Objects.requireNonNullElse(bonus, 0));
        var taken = Wording.points(Objects.requireNonNullElse(penalty, 0));
        return new Text(
                "Điểm các đơn vị bạn chấm (trung bình): " + given.vi() + "; điểm thưởng: " + added.vi() + "; điểm trừ: "
                        + taken.vi() + ".",
                "Marks given by the other units (mean): " + given.en() + "; bonus: " + added.en() + "; penalty: "
                        + taken.en() + ".");
    }

    private Text lead(Standings.Row row) {
        if (row.rank() == null || row.rank() != 1) {
            return leaders.isEmpty()
                    ? new Text("Chưa có đơn vị nào được xếp hạng.", "No unit is ranked.")
                    : new Text(
                            "Dẫn đầu Cụm: " + leading().vi() + ".",
                            "Leading the cluster: " + leading().en() + ".");
        }
        var equals = names(others(row, leaders));
        return equals.isEmpty()
                ? new Text("Quý đơn vị dẫn đầu Cụm.", "Your unit leads the cluster.")
                : new Text(
                        "Quý đơn vị cùng dẫn đầu Cụm với " + and(equals).vi() + ".",
                        "Your unit leads the cluster together with "
                                + and(equals).en() + ".");
    }

    /** Who leads with how many points; only when somebody does. */
    private Text leading() {
        var total = Wording.points(Objects.requireNonNullElse(leaders.getFirst().total(), 0));
        var who = and(names(leaders));
        return new Text(who.vi() + " với " + total.vi() + " điểm", who.en() + " with " + total.en() + " points");
    }

    private Text cityTitle() {
        var where = new Text(cluster.vi() + " " + period.vi() + ": ", cluster.en() + ", " + period.en() + ": ");
        if (leaders.isEmpty()) {
            return both(where, new Text("chưa có đơn vị nào được xếp hạng", "no unit is ranked"));
        }
        var total = Wording.points(Objects.requireNonNullElse(leaders.getFirst().total(), 0));
        var who = and(names(leaders));
        var several = leaders.size() > 1;
        return both(
                where,
                new Text(
                        who.vi() + (several ? " cùng" : "") + " dẫn đầu với " + total.vi() + " điểm",
                        who.en() + (several ? " lead together" : " leads") + " with " + total.en() + " points"));
    }

    private Text cityBody() {
        var vi = new StringJoiner("\n");
        var en = new StringJoiner("\n");
        vi.add("Kết quả chính thức " + period.vi() + " của " + cluster.vi() + ":");
        en.add("Official results of " + cluster.en() + " for " + period.en() + ":");
        for (var row : standings.rows()) {
            var unit = row.unit().name();
            if (row.rank() == null || row.total() == null) {
                vi.add("– " + unit + ": chưa được xếp hạng");
                en.add("– " + unit + ": not ranked");
            } else {
                var total = Wording.points(row.total());
                vi.add(row.rank() + ". " + unit + ": " + total.vi() + " điểm" + (row.tied() ? " (đồng hạng)" : ""));
                en.add(row.rank() + ". " + unit + ": " + total.en() + " points" + (row.tied() ? " (tied)" : ""));
            }
        }
        return new Text(vi.toString(), en.toString());
    }

    private List<Standings.Row> ranked(int rank) {
        return standings.rows().stream()
                .filter(row -> row.rank() != null && row.rank() == rank && row.total() != null)
                .toList();
    }

    private static List<Standings.Row> others(Standings.Row row, List<Standings.Row> rows) {
        return rows.stream()
                .filter(other -> !other.unit().id().equals(row.unit().id()))
                .toList();
    }

    private static List<String> names(List<Standings.Row> rows) {
        return rows.stream().map(row -> row.unit().name()).toList();
    }
}
