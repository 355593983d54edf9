package vn.thidua.ranking.leadership;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/** Why a step in the leadership dialogue is refused. */
final class Refusals {

    private Refusals() {}

    /** What is wrong with a nomination in itself, or {@code null}. */
    static @Nullable Refusal of(Step.Nominate nomination, ScoringOpened opened) {
        var members = opened.members().stream().map(UnitRef::id).collect(toSet());
        var violations = new ArrayList<Violation>();
        Map.of("/head", nomination.head(), "/deputy", nomination.deputy(), "/nominatedBy", nomination.nominatedBy())
                .forEach((pointer, unit) -> {
                    if (!members.contains(unit)) {
                        violations.add(notAMember(pointer, unit));
                    }
                });
        if (nomination.head().equals(nomination.deputy())) {
            violations.add(new Violation(
                    "/deputy",
                    "same-as-head",
                    new Text(
                            "Cụm trưởng và Cụm phó phải là hai đơn vị khác nhau.",
                            "Head and deputy must be two different units.")));
        }
        if (violations.isEmpty()) {
            return null;
        }
        violations.sort(java.util.Comparator.comparing(Violation::pointer));
        return new Refusal(
                "nomination-invalid",
                422,
                new Text("Giới thiệu không hợp lệ", "Invalid nomination"),
                new Text(
                        "Hãy giới thiệu hai đơn vị thành viên khác nhau của cụm làm Cụm trưởng và Cụm phó.",
                        "Nominate two different members of the cluster as head and deputy."),
                violations,
                Map.of());
    }

    static Refusal consentOfStranger(String unit) {
        return new Refusal(
                "consent-invalid",
                422,
                new Text("Ý kiến không hợp lệ", "Invalid consent"),
                new Text(
                        "Chỉ đơn vị thành viên của cụm mới được cho ý kiến.",
                        "Only members of the cluster can consent."),
                List.of(notAMember("/unit", unit)),
                Map.of());
    }

    static Refusal alreadyAgreed(Leadership.Agreed agreed) {
        var head = agreed.nomination().head().name();
        var deputy = agreed.nomination().deputy().name();
        return new Refusal(
                "leadership-agreed",
                409,
                new Text("Đã thống nhất Cụm trưởng, Cụm phó", "Head and deputy are agreed"),
                new Text(
                        "Cụm đã thống nhất " + head + " làm Cụm trưởng, " + deputy
                                + " làm Cụm phó; không thể giới thiệu lại.",
                        "The cluster has agreed on " + head + " as head and " + deputy
                                + " as deputy; no other nomination is possible."));
    }

    static Refusal nothingNominated() {
        return new Refusal(
                "nothing-nominated",
                409,
                new Text("Chưa có giới thiệu", "Nobody is nominated"),
                new Text(
                        "Chưa có đơn vị nào được giới thiệu; hãy giới thiệu Cụm trưởng và Cụm phó trước.",
                        "No unit is nominated; nominate a head and a deputy first."));
    }

    static Refusal otherNomination(Leadership.Nominated standing) {
        return new Refusal(
                "nomination-replaced",
                412,
                new Text("Giới thiệu đã thay đổi", "The nomination was replaced"),
                new Text(
                        "Giới thiệu mà đơn vị đồng ý đã được thay bằng giới thiệu khác; hãy xem lại rồi cho ý kiến.",
                        "Another nomination stands than the one consented to; look at it and consent again."),
                List.of(),
                Map.of("nomination", standing.revision()));
    }

    static Refusal consentsMissing(List<String> awaiting) {
        var units = String.join(", ", awaiting);
        return new Refusal(
                "consents-missing",
                409,
                new Text("Chưa đủ ý kiến thống nhất", "Consents are missing"),
                new Text(
                        "Còn chờ ý kiến của: " + units + "; thống nhất khi mọi thành viên đã đồng ý.",
                        "Still waiting for: " + units + "; agree once every member has consented."),
                List.of(),
                Map.of("awaiting", awaiting));
    }

    static Refusal notForThisRole() {
        return vn.thidua.identity.Refusals.forbidden();
    }

    static Refusal headOnly(String head) {
        var forbidden = notForThisRole();
        return new Refusal(
                forbidden.slug(),
                forbidden.status(),
                forbidden.title(),
                new Text(
                        "Chỉ Cụm trưởng đương nhiệm (" + head + ") được giới thiệu và chốt việc thống nhất; hãy đề nghị"
                                + " Cụm trưởng.",
                        "Only the head in office (" + head + ") nominates and settles the nomination; ask the head."));
    }

    static Refusal otherUnit(String pointer, String unit) {
        return new Refusal(
                "unit-foreign",
                403,
                new Text("Không thể làm thay đơn vị khác", "Not for another unit"),
                new Text(
                        "Tài khoản này không thay mặt đơn vị “" + unit + "”; hãy bỏ trống hoặc điền đơn vị của mình.",
                        "This account does not act for unit \"" + unit + "\"; leave the unit out or give its own."),
                List.of(new Violation(
                        pointer, "foreign", new Text("Phải là đơn vị của tài khoản.", "Must be the account's unit."))),
                Map.of());
    }

    static Refusal boardNotFound(String board) {
        return new Refusal(
                "board-not-found",
                404,
                new Text("Không tìm thấy bảng thi đua", "No such board"),
                new Text(
                        "Bảng “" + board + "” chưa mở chấm điểm hoặc không tồn tại; hãy kiểm tra mã bảng.",
                        "Board \"" + board + "\" is not open for scoring or does not exist; check its id."));
    }

    private static Violation notAMember(String pointer, String unit) {
        return new Violation(
                pointer,
                "not-a-member",
                new Text(
                        "Đơn vị “" + unit + "” không phải thành viên của cụm.",
                        "Unit \"" + unit + "\" is not a member of the cluster."));
    }
}
