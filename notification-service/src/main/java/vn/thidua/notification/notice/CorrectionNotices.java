package vn.thidua.notification.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ResultsFinalised.Place;
import vn.thidua.events.ResultsFinalised.UnitChange;
import vn.thidua.events.Standings.Correction;
import vn.thidua.messaging.problem.Text;

/** The texts about final results that were corrected: what they said, and what they say now. */
final class CorrectionNotices {

    private final ResultsFinalised results;
    private final Correction correction;
    private final List<UnitChange> changes;
    private final Text where;

    private CorrectionNotices(ResultsFinalised results, Correction correction) {
        this.results = results;
        this.correction = correction;
        this.changes = Objects.requireNonNullElse(results.changes(), List.of());
        var standings = results.standings();
        var cluster = Wording.cluster(standings.cluster());
        var period = Wording.period(standings.board(), standings.year());
        this.where = new Text(cluster.vi() + ", " + period.vi(), cluster.en() + ", " + period.en());
    }

    static List<Notice> of(ResultsFinalised results, Correction correction) {
        var texts = new CorrectionNotices(results, correction);
        var notices = new ArrayList<Notice>();
        for (var row : results.standings().rows()) {
            notices.add(texts.notice(row.unit().id(), texts.title(row.unit().id())));
        }
        notices.add(texts.notice(Notices.CITY, texts.cityTitle()));
        return notices;
    }

    private Notice notice(String recipient, Text title) {
        return new Notice(recipient, title, body(), results.standings().notice());
    }

    private Text title(String unit) {
        return changes.stream()
                .filter(change -> change.unit().id().equals(unit))
                .findFirst()
                .map(change -> Wording.both(new Text("Đính chính kết quả: ", "Results corrected: "), changed(change)))
                .orElse(new Text(
                        "Đính chính kết quả " + where.vi() + ": đơn vị mình không thay đổi",
                        "Results of " + where.en() + " corrected: nothing changes for your unit"));
    }

    private Text cityTitle() {
        return new Text(
                "Đính chính kết quả " + where.vi() + ": " + changes.size() + " đơn vị thay đổi",
                "Results of " + where.en() + " corrected: " + changes.size()
                        + (changes.size() == 1 ? " unit changes" : " units change"));
    }

    private Text body() {
        var lines = new ArrayList<Text>();
        lines.add(new Text(
                where.vi() + ": kết quả chính thức được đính chính (bản " + results.revision() + " thay bản "
                        + correction.replaces() + ").",
                where.en() + ": the official results were corrected (revision " + results.revision() + " replaces "
                        + correction.replaces() + ")."));
        lines.add(new Text("Lý do: " + correction.because(), "Because: " + correction.because()));
        changes.forEach(change -> lines.add(Wording.both(new Text("– ", "– "), changed(change))));
        return Wording.lines(lines);
    }

    private static Text changed(UnitChange change) {
        var name = Wording.shortName(change.unit().name());
        var before = place(change.before());
        var after = place(change.after());
        return new Text(
                name + " " + after.vi() + " (trước: " + before.vi() + ")",
                name + " " + after.en() + " (before: " + before.en() + ")");
    }

    private static Text place(Place place) {
        if (place.rank() == null || place.total() == null) {
            return new Text("chưa được xếp hạng", "not ranked");
        }
        var total = Wording.points(place.total());
        return new Text(
                "thứ " + place.rank() + " với " + total.vi() + " điểm",
                Wording.ordinal(place.rank()) + " with " + total.en() + " points");
    }
}
