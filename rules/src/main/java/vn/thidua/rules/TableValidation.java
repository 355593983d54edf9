package vn.thidua.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoreTable.Criterion;
import vn.thidua.events.ScoreTable.CriterionGroup;

/**
 * What makes a score table sound: it adds up at every level of its tree, every maximum can be reached in steps, codes
 * are unique, what it refers to is there, and nothing in it contradicts anything else. Names everything that is wrong at
 * once, in words for those who write tables.
 */
public final class TableValidation {

    private static final int MOST_ENTRIES = 300;
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private final ScoreTable table;
    private final Findings findings = new Findings();

    private TableValidation(ScoreTable table) {
        this.table = table;
    }

    /** Everything that is wrong with a table; nothing for one that may be published. */
    public static List<Violation> of(ScoreTable table) {
        var validation = new TableValidation(table);
        validation.check();
        return validation.findings.all();
    }

    private void check() {
        if (!VERSION.matcher(table.version()).matches()) {
            findings.add(
                    "/version",
                    "score-table-version",
                    "Phiên bản “" + table.version() + "” không hợp lệ: ví dụ 2019.1, tối đa 32 ký tự.",
                    "The version “" + table.version() + "” is not valid: for example 2019.1, at most 32 characters.");
        }
        if (table.groups().size()
                        + table.criteria().size()
                        + table.bonusRules().size()
                        + table.penaltyRules().size()
                > MOST_ENTRIES) {
            findings.add(
                    "",
                    "score-table-too-long",
                    "Bảng chấm điểm có tối đa " + MOST_ENTRIES + " nhóm, tiêu chí và mục thưởng, phạt.",
                    "A score table has at most " + MOST_ENTRIES + " groups, criteria and rules.");
            return;
        }
        if (table.step() < 1 || table.step() > Findings.MOST_POINTS) {
            findings.add(
                    "/step",
                    "step-not-positive",
                    "Bước điểm phải lớn hơn 0 (tính theo phần trăm điểm).",
                    "The step is above 0 (in hundredths of a point).");
            return;
        }
        findings.points("/baseMax", table.baseMax(), 1);
        findings.points("/bonusMax", table.bonusMax(), 0);
        findings.points("/penaltyMax", table.penaltyMax(), 0);
        findings.points("/totalCap", table.totalCap(), 1);
        if (table.totalCap() < table.baseMax()) {
            findings.add(
                    "/totalCap",
                    "cap-below-base",
                    "Mức trần " + PointsText.vi(table.totalCap()) + " thấp hơn tổng điểm chuẩn "
                            + PointsText.vi(table.baseMax()) + ".",
                    "The cap of " + PointsText.en(table.totalCap()) + " is below the base maximum of "
                            + PointsText.en(table.baseMax()) + ".");
        }
        if (table.groups().isEmpty()) {
            findings.add(
                    "/groups", "no-criteria", "Bảng chưa có nhóm tiêu chí nào.", "The table has no group of criteria.");
        }
        var groups = groups();
        var criteria = criteria();
        tree(groups);
        bonusRules();
        penaltyRules();
        if (table.rules() != null) {
            new RulesValidation(table, table.rules(), groups.keySet(), criteria, findings).check();
        }
    }

    private Map<String, CriterionGroup> groups() {
        var groups = new HashMap<String, CriterionGroup>();
        var codes = new HashSet<String>();
        for (var g = 0; g < table.groups().size(); g++) {
            var group = table.groups().get(g);
            var at = "/groups/" + g;
            findings.named(at, group.code(), group.name(), codes);
            groups.putIfAbsent(group.code(), group);
            findings.points(at + "/max", group.max(), 1);
            weight(at, group.weight());
        }
        return groups;
    }

    private Set<String> criteria() {
        var codes = new HashSet<String>();
        for (var g = 0; g < table.groups().size(); g++) {
            var criteria = table.groups().get(g).criteria();
            for (var c = 0; c < criteria.size(); c++) {
                var criterion = criteria.get(c);
                var at = "/groups/" + g + "/criteria/" + c;
                findings.named(at, criterion.code(), criterion.name(), codes);
                findings.points(at + "/max", criterion.max(), 1);
                findings.stepped(at + "/max", criterion.max(), table.step());
                weight(at, criterion.weight());
            }
        }
        return codes;
    }

    private void weight(String at, @Nullable Integer weight) {
        if (weight != null) {
            findings.points(at + "/weight", weight, 1);
        }
    }

    private void tree(Map<String, CriterionGroup> groups) {
        var top = 0L;
        for (var g = 0; g < table.groups().size(); g++) {
            var group = table.groups().get(g);
            var at = "/groups/" + g;
            if (group.parent() == null) {
                top += counts(group);
            } else if (!groups.containsKey(group.parent())) {
                findings.add(
                        at + "/parent",
                        "parent-unknown",
                        "Nhóm " + group.code() + " thuộc nhóm “" + group.parent() + "”, nhưng bảng không có nhóm đó.",
                        "Group " + group.code() + " is part of “" + group.parent() + "”, which is not in the table.");
            } else if (isInItself(group, groups)) {
                findings.add(
                        at + "/parent",
                        "parent-cycle",
                        "Nhóm " + group.code() + " không thể nằm trong chính nó.",
                        "Group " + group.code() + " cannot be part of itself.");
            }
            content(at, group);
        }
        if (top != table.baseMax()) {
            findings.add(
                    "/baseMax",
                    "base-sum",
                    "Các nhóm cộng lại là " + PointsText.vi(top) + ", không phải " + PointsText.vi(table.baseMax())
                            + ".",
                    "The groups add up to " + PointsText.en(top) + ", not " + PointsText.en(table.baseMax()) + ".");
        }
    }

    private void content(String at, CriterionGroup group) {
        var parts = table.groups().stream()
                .filter(part -> group.code().equals(part.parent()))
                .toList();
        if (group.criteria().isEmpty() && parts.isEmpty()) {
            findings.add(
                    at + "/criteria",
                    "no-criteria",
                    "Nhóm " + group.code() + " chưa có tiêu chí nào.",
                    "Group " + group.code() + " has no criteria.");
            return;
        }
        var sum = group.criteria().stream().mapToLong(TableValidation::counts).sum()
                + parts.stream().mapToLong(TableValidation::counts).sum();
        if (sum != group.max()) {
            findings.add(
                    at + "/max",
                    "group-sum",
                    "Các tiêu chí của nhóm " + group.code() + " cộng lại là " + PointsText.vi(sum) + ", không phải "
                            + PointsText.vi(group.max()) + ".",
                    "The criteria of group " + group.code() + " add up to " + PointsText.en(sum) + ", not "
                            + PointsText.en(group.max()) + ".");
        }
    }

    private static long counts(CriterionGroup group) {
        return group.weight() == null ? group.max() : group.weight();
    }

    private static long counts(Criterion criterion) {
        return criterion.weight() == null ? criterion.max() : criterion.weight();
    }

    private static boolean isInItself(CriterionGroup group, Map<String, CriterionGroup> groups) {
        var seen = new HashSet<String>();
        var at = group;
        while (at != null && at.parent() != null) {
            if (!seen.add(at.code())) {
                return true;
            }
            at = groups.get(at.parent());
        }
        return false;
    }

    private void bonusRules() {
        var codes = new HashSet<String>();
        for (var b = 0; b < table.bonusRules().size(); b++) {
            var rule = table.bonusRules().get(b);
            var at = "/bonusRules/" + b;
            findings.named(at, rule.code(), rule.name(), codes);
            findings.points(at + "/max", rule.max(), 1);
            findings.stepped(at + "/max", rule.max(), table.step());
            if (rule.max() > table.bonusMax()) {
                findings.add(
                        at + "/max",
                        "bonus-above-all",
                        "Mục thưởng " + rule.code() + " vượt tổng điểm thưởng tối đa " + PointsText.vi(table.bonusMax())
                                + ".",
                        "Bonus " + rule.code() + " is above what all bonuses may add together, "
                                + PointsText.en(table.bonusMax()) + ".");
            }
        }
    }

    private void penaltyRules() {
        var codes = new HashSet<String>();
        table.bonusRules().forEach(rule -> codes.add(rule.code()));
        for (var p = 0; p < table.penaltyRules().size(); p++) {
            var rule = table.penaltyRules().get(p);
            var at = "/penaltyRules/" + p;
            findings.named(at, rule.code(), rule.name(), codes);
            if (rule.points() >= 0 || rule.points() < -table.penaltyMax()) {
                findings.add(
                        at + "/points",
                        "penalty-out-of-range",
                        "Mục trừ " + rule.code() + " phải là số âm, không quá -" + PointsText.vi(table.penaltyMax())
                                + ".",
                        "Penalty " + rule.code() + " is a negative number, not below -"
                                + PointsText.en(table.penaltyMax()) + ".");
            } else if (rule.max() != null
                    && (rule.max() > table.penaltyMax() || rule.max() < 1 || rule.max() % rule.points() != 0)) {
                findings.add(
                        at + "/max",
                        "penalty-max",
                        "Mức trừ tối đa của mục " + rule.code() + " phải là bội số của " + PointsText.vi(-rule.points())
                                + ", không quá " + PointsText.vi(table.penaltyMax()) + ".",
                        "The most that penalty " + rule.code() + " takes away is a multiple of "
                                + PointsText.en(-rule.points()) + ", at most " + PointsText.en(table.penaltyMax())
                                + ".");
            }
        }
    }
}
