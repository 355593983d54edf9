package vn.thidua.notification.notice;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.problem.Text;

/** The texts about the head and the deputy of the coming year; those two are addressed as themselves. */
final class LeadershipNotices {

    private static final DateTimeFormatter VIETNAMESE = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final LeadershipAgreed agreed;
    private final Text cluster;

    private LeadershipNotices(LeadershipAgreed agreed) {
        this.agreed = agreed;
        this.cluster = Wording.cluster(agreed.cluster());
    }

    static List<Notice> of(LeadershipAgreed agreed) {
        var texts = new LeadershipNotices(agreed);
        var notices = new LinkedHashMap<String, Notice>();
        for (var member : agreed.members()) {
            notices.putIfAbsent(member.id(), texts.forUnit(member));
        }
        notices.put(Notices.CITY, texts.forCity());
        return List.copyOf(notices.values());
    }

    private Notice forUnit(UnitRef unit) {
        return new Notice(unit.id(), unitTitle(unit), unitBody(unit), null);
    }

    private Notice forCity() {
        var year = agreed.termYear();
        var title = new Text(
                cluster.vi() + " năm " + year + ": "
                        + both(agreed.head().name(), agreed.deputy().name()).vi(),
                cluster.en() + ", " + year + ": "
                        + both(agreed.head().name(), agreed.deputy().name()).en());
        return new Notice(Notices.CITY, title, decision(), null);
    }

    private Text unitTitle(UnitRef unit) {
        var year = agreed.termYear();
        var head = agreed.head().name();
        var deputy = agreed.deputy().name();
        if (isHead(unit)) {
            return new Text(
                    "Năm " + year + ": Quý đơn vị (" + head + ") làm Cụm trưởng, " + deputy + " làm Cụm phó",
                    year + ": your unit (" + head + ") is head of the cluster, " + deputy + " is deputy");
        }
        if (isDeputy(unit)) {
            return new Text(
                    "Năm " + year + ": Quý đơn vị (" + deputy + ") làm Cụm phó, " + head + " làm Cụm trưởng",
                    year + ": your unit (" + deputy + ") is deputy, " + head + " is head of the cluster");
        }
        return new Text(
                "Năm " + year + ": " + both(head, deputy).vi(),
                year + ": " + both(head, deputy).en());
    }

    private static Text both(String head, String deputy) {
        return new Text(
                head + " làm Cụm trưởng, " + deputy + " làm Cụm phó",
                head + " is head of the cluster, " + deputy + " is deputy");
    }

    private Text unitBody(UnitRef unit) {
        var from = agreed.effectiveFrom();
        if (isHead(unit)) {
            return Wording.lines(List.of(
                    decision(),
                    new Text(
                            "Quý đơn vị điều hành Cụm kể từ ngày " + VIETNAMESE.format(from) + ".",
                            "Your unit leads the cluster from " + ENGLISH.format(from) + ".")));
        }
        if (isDeputy(unit)) {
            return Wording.lines(List.of(
                    decision(),
                    new Text(
                            "Quý đơn vị giúp Cụm trưởng điều hành Cụm kể từ ngày " + VIETNAMESE.format(from) + ".",
                            "Your unit assists the head from " + ENGLISH.format(from) + ".")));
        }
        return decision();
    }

    private Text decision() {
        LocalDate from = agreed.effectiveFrom();
        var year = agreed.termYear();
        return new Text(
                "Các đơn vị thành viên " + cluster.vi() + " đã thống nhất: năm " + year + ", "
                        + agreed.head().name() + " làm Cụm trưởng và "
                        + agreed.deputy().name() + " làm Cụm phó, kể từ ngày " + VIETNAMESE.format(from) + ".",
                "The member units of " + cluster.en() + " agreed: in " + year + ", "
                        + agreed.head().name() + " is head of the cluster and "
                        + agreed.deputy().name() + " is its deputy, from " + ENGLISH.format(from) + ".");
    }

    private boolean isHead(UnitRef unit) {
        return unit.id().equals(agreed.head().id());
    }

    private boolean isDeputy(UnitRef unit) {
        return unit.id().equals(agreed.deputy().id());
    }
}
