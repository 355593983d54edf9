package vn.thidua.scoring.cluster;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/**
 * Cụm thi đua: units that compare themselves with each other, with who belongs to it from when to when. May change at
 * any time; a board keeps the members that there were when it was opened.
 *
 * @param id small letters, digits and hyphens, at most 63
 * @param members in the order in which they are printed
 */
public record Cluster(String id, String name, List<Membership> members) {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int NAME_LENGTH = 300;
    private static final int MOST_MEMBERSHIPS = 500;

    public Cluster {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        members = List.copyOf(members);
    }

    /** Whether this can be a cluster's id. */
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** The ids of the members on this day, in the cluster's order. */
    public List<String> membersOn(LocalDate day) {
        return members.stream()
                .filter(member -> member.on(day))
                .map(Membership::unit)
                .distinct()
                .toList();
    }

    /** Whether this unit is or ever was or will be a member. */
    public boolean hasEver(@Nullable String unit) {
        return members.stream().anyMatch(member -> member.unit().equals(unit));
    }

    /** The ids of all units that are or ever were or will be a member. */
    public Set<String> units() {
        return members.stream().map(Membership::unit).collect(toUnmodifiableSet());
    }

    /** Why this may not be stored, or nothing. */
    public Optional<Refusal> refusal(Set<String> registeredUnits) {
        var violations = new ArrayList<Violation>();
        if (!isId(id)) {
            violations.add(violation(
                    "",
                    "cluster-id",
                    "Mã cụm “" + id + "” không hợp lệ: dùng tối đa 63 chữ thường không dấu, chữ số, gạch nối.",
                    "The cluster id “" + id + "” is not valid: use at most 63 small letters, digits and hyphens."));
        }
        if (name.isBlank() || name.length() > NAME_LENGTH) {
            violations.add(violation(
                    "/name",
                    "name-length",
                    "Hãy ghi tên cụm, tối đa " + NAME_LENGTH + " ký tự.",
                    "Give the cluster's name, at most " + NAME_LENGTH + " characters."));
        }
        if (members.size() > MOST_MEMBERSHIPS) {
            violations.add(violation(
                    "/members",
                    "too-many-members",
                    "Một cụm có tối đa " + MOST_MEMBERSHIPS + " lượt thành viên.",
                    "A cluster has at most " + MOST_MEMBERSHIPS + " memberships."));
        } else {
            checkMembers(registeredUnits, violations);
        }
        if (violations.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                "cluster-invalid",
                422,
                new Text("Cụm thi đua không hợp lệ", "The cluster is not valid"),
                new Text("Hãy sửa các chỗ được nêu rồi gửi lại.", "Correct what is listed and send it again."),
                violations,
                Map.of()));
    }

    private void checkMembers(Set<String> registeredUnits, List<Violation> violations) {
        var seen = new HashSet<Membership>();
        for (var index = 0; index < members.size(); index++) {
            var member = members.get(index);
            var pointer = "/members/" + index;
            if (!registeredUnits.contains(member.unit())) {
                violations.add(violation(
                        pointer + "/unit",
                        "unit-unknown",
                        "Chưa có đơn vị “" + member.unit() + "”: hãy đăng ký đơn vị trước.",
                        "No unit “" + member.unit() + "” is registered: register it first."));
            }
            var to = member.to();
            if (to != null && to.isBefore(member.from())) {
                violations.add(violation(
                        pointer + "/to",
                        "ends-before-it-starts",
                        "Ngày kết thúc " + to + " trước ngày bắt đầu " + member.from() + ".",
                        "The last day " + to + " is before the first day " + member.from() + "."));
            } else if (seen.stream().anyMatch(member::overlaps)) {
                violations.add(violation(
                        pointer,
                        "memberships-overlap",
                        "Đơn vị “" + member.unit() + "” đã là thành viên trong một phần thời gian này.",
                        "The unit “" + member.unit() + "” already is a member in a part of this time."));
            }
            seen.add(member);
        }
    }

    private static Violation violation(String pointer, String rule, String vi, String en) {
        return new Violation(pointer, rule, new Text(vi, en));
    }

    /** For a cluster that is not there. */
    public static Refusal unknown(String id) {
        return new Refusal(
                "cluster-unknown",
                404,
                new Text("Không có cụm thi đua này", "There is no such cluster"),
                new Text(
                        "Chưa có cụm “" + id + "”. Hãy kiểm tra mã hoặc tạo cụm trước.",
                        "There is no cluster “" + id + "”. Check the id, or create the cluster first."));
    }
}
