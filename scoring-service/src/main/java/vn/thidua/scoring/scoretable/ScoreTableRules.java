package vn.thidua.scoring.scoretable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.thidua.events.ScoreTable;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/**
 * What makes a score table sound: it adds up (criteria to their group, groups to the base maximum), every maximum can
 * be reached in steps, codes are unique, and bonuses and penalties stay within what they may add or take together.
 */
public final class ScoreTableRules {

    /** Far above any published table, and low enough that no sum overflows. */
    private static final int MOST_POINTS = 1_000_000;

    private static final int MOST_ENTRIES = 300;
    private static final int NAME_LENGTH = 500;
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private final ScoreTable table;
    private final List<Violation> violations = new ArrayList<>();

    private ScoreTableRules(ScoreTable table) {
        this.table = table;
    }

    /** Why this table may not be stored, or nothing; names everything that is wrong at once. */
    public static Optional<Refusal> refusal(ScoreTable table) {
        var rules = new ScoreTableRules(table);
        rules.check();
        if (rules.violations.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                "score-table-invalid",
                422,
                new Text("Bảng chấm điểm không hợp lệ", "The score table is not sound"),
                new Text(
                        "Bảng chấm điểm có " + rules.violations.size()
                                + " chỗ chưa đúng. Hãy sửa các chỗ được nêu rồi gửi lại.",
                        "The score table is wrong in " + rules.violations.size()
                                + " places. Correct what is listed and send it again."),
                rules.violations,
                Map.of()));
    }

    /** For a version that has been written with other content. */
    public static Refusal frozen(String cluster, String version) {
        return new Refusal(
                "score-table-frozen",
                409,
                new Text("Bảng chấm điểm không được thay đổi", "A score table never changes"),
                new Text(
                        "Bảng " + version + " của cụm “" + cluster
                                + "” đã có với nội dung khác. Hãy lưu nội dung mới dưới một phiên bản mới.",
                        "Version " + version + " of cluster “" + cluster
                                + "” is there with other content. Store the new content as a new version."));
    }

    /** For a table that is not there. */
    public static Refusal unknown(String cluster, String version) {
        return new Refusal(
                "score-table-unknown",
                404,
                new Text("Không có bảng chấm điểm này", "There is no such score table"),
                new Text(
                        "Cụm “" + cluster + "” chưa có bảng chấm điểm phiên bản “" + version + "”.",
                        "Cluster “" + cluster + "” has no score table with version “" + version + "”."));
    }

    private void check() {
        if (!VERSION.matcher(table.version()).matches()) {
            add(
                    "",
                    "score-table-version",
                    "Phiên bản “" + table.version() + "” không hợp lệ: ví dụ 2019.1, tối đa 32 ký tự.",
                    "The version “" + table.version() + "” is not valid: for example 2019.1, at most 32 characters.");
        }
        if (table.groups().size()
                        + table.criteria().size()
                        + table.bonusRules().size()
                        + table.penaltyRules().size()
                > MOST_ENTRIES) {
            add(
                    "",
                    "score-table-too-long",
                    "Bảng chấm điểm có tối đa " + MOST_ENTRIES + " nhóm, tiêu chí và mục thưởng, phạt.",
                    "A score table has at most " + MOST_ENTRIES + " groups, criteria and rules.");
            return;
        }
        var step = table.step();
        if (step < 1 || step > MOST_POINTS) {
            add(
                    "/step",
                    "step-not-positive",
                    "Bước điểm phải lớn hơn 0 (tính theo phần trăm điểm).",
                    "The step is above 0 (in hundredths of a point).");
            return;
        }
        within("/baseMax", table.baseMax(), 1);
        within("/bonusMax", table.bonusMax(), 0);
        within("/penaltyMax", table.penaltyMax(), 0);
        within("/totalCap", table.totalCap(), 1);
        if (table.totalCap() < table.baseMax()) {
            add(
                    "/totalCap",
                    "cap-below-base",
                    "Mức trần " + Points.vi(table.totalCap()) + " thấp hơn tổng điểm chuẩn "
                            + Points.vi(table.baseMax()) + ".",
                    "The cap of " + Points.en(table.totalCap()) + " is below the base maximum of "
                            + Points.en(table.baseMax()) + ".");
        }
        if (table.groups().isEmpty()) {
            add("/groups", "no-criteria", "Bảng chưa có nhóm tiêu chí nào.", "The table has no group of criteria.");
        }
        checkGroups();
        checkBonusRules();
        checkPenaltyRules();
    }

    private void checkGroups() {
        var groupCodes = new HashSet<String>();
        var criterionCodes = new HashSet<String>();
        var sum = 0L;
        for (var g = 0; g < table.groups().size(); g++) {
            var group = table.groups().get(g);
            var at = "/groups/" + g;
            named(at, group.code(), group.name(), groupCodes);
            within(at + "/max", group.max(), 1);
            if (group.criteria().isEmpty()) {
                add(
                        at + "/criteria",
                        "no-criteria",
                        "Nhóm " + group.code() + " chưa có tiêu chí nào.",
                        "Group " + group.code() + " has no criteria.");
            }
            var criteria = 0L;
            for (var c = 0; c < group.criteria().size(); c++) {
                var criterion = group.criteria().get(c);
                var here = at + "/criteria/" + c;
                named(here, criterion.code(), criterion.name(), criterionCodes);
                within(here + "/max", criterion.max(), 1);
                stepped(here + "/max", criterion.max());
                criteria += criterion.max();
            }
            if (criteria != group.max()) {
                add(
                        at + "/max",
                        "group-sum",
                        "Các tiêu chí của nhóm " + group.code() + " cộng lại là " + Points.vi(criteria)
                                + ", không phải " + Points.vi(group.max()) + ".",
                        "The criteria of group " + group.code() + " add up to " + Points.en(criteria) + ", not "
                                + Points.en(group.max()) + ".");
            }
            sum += group.max();
        }
        if (sum != table.baseMax()) {
            add(
                    "/baseMax",
                    "base-sum",
                    "Các nhóm cộng lại là " + Points.vi(sum) + ", không phải " + Points.vi(table.baseMax()) + ".",
                    "The groups add up to " + Points.en(sum) + ", not " + Points.en(table.baseMax()) + ".");
        }
    }

    private void checkBonusRules() {
        var codes = new HashSet<String>();
        for (var b = 0; b < table.bonusRules().size(); b++) {
            var rule = table.bonusRules().get(b);
            var at = "/bonusRules/" + b;
            named(at, rule.code(), rule.name(), codes);
            within(at + "/max", rule.max(), 1);
            stepped(at + "/max", rule.max());
            if (rule.max() > table.bonusMax()) {
                add(
                        at + "/max",
                        "bonus-above-all",
                        "Mục thưởng " + rule.code() + " vượt tổng điểm thưởng tối đa " + Points.vi(table.bonusMax())
                                + ".",
                        "Bonus " + rule.code() + " is above what all bonuses may add together, "
                                + Points.en(table.bonusMax()) + ".");
            }
        }
    }

    private void checkPenaltyRules() {
        var codes = new HashSet<String>();
        table.bonusRules().forEach(rule -> codes.add(rule.code()));
        for (var p = 0; p < table.penaltyRules().size(); p++) {
            var rule = table.penaltyRules().get(p);
            var at = "/penaltyRules/" + p;
            named(at, rule.code(), rule.name(), codes);
            if (rule.points() >= 0 || rule.points() < -table.penaltyMax()) {
                add(
                        at + "/points",
                        "penalty-out-of-range",
                        "Mục trừ " + rule.code() + " phải là số âm, không quá -" + Points.vi(table.penaltyMax()) + ".",
                        "Penalty " + rule.code() + " is a negative number, not below -" + Points.en(table.penaltyMax())
                                + ".");
            }
        }
    }

    private void named(String at, String code, String name, Set<String> taken) {
        if (!CODE.matcher(code).matches()) {
            add(
                    at + "/code",
                    "code",
                    "Mã “" + code + "” không hợp lệ: tối đa 32 chữ không dấu, chữ số, dấu chấm, gạch.",
                    "The code “" + code + "” is not valid: at most 32 letters, digits, points and dashes.");
        } else if (!taken.add(code)) {
            add(
                    at + "/code",
                    "code-twice",
                    "Mã “" + code + "” dùng hai lần.",
                    "The code “" + code + "” is used twice.");
        }
        if (name.isBlank() || name.length() > NAME_LENGTH) {
            add(
                    at + "/name",
                    "name-length",
                    "Hãy ghi tên, tối đa " + NAME_LENGTH + " ký tự.",
                    "Give a name, at most " + NAME_LENGTH + " characters.");
        }
    }

    private void within(String pointer, int points, int least) {
        if (points < least || points > MOST_POINTS) {
            add(
                    pointer,
                    "points-out-of-range",
                    Points.vi(points) + " điểm nằm ngoài khoảng " + Points.vi(least) + " đến " + Points.vi(MOST_POINTS)
                            + ".",
                    Points.en(points) + " points are outside " + Points.en(least) + " to " + Points.en(MOST_POINTS)
                            + ".");
        }
    }

    private void stepped(String pointer, int points) {
        if (points % table.step() != 0) {
            add(
                    pointer,
                    "not-a-step",
                    Points.vi(points) + " không chia hết cho bước " + Points.vi(table.step()) + ".",
                    Points.en(points) + " is not a multiple of the step " + Points.en(table.step()) + ".");
        }
    }

    private void add(String pointer, String rule, String vi, String en) {
        violations.add(new Violation(pointer, rule, new Text(vi, en)));
    }
}
