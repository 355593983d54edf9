package vn.thidua.rules;

import static java.util.Objects.requireNonNullElse;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.TableRules;
import vn.thidua.events.TableRules.BonusPlace;
import vn.thidua.events.TableRules.CapOn;
import vn.thidua.events.TableRules.Combining;
import vn.thidua.events.TableRules.KindRule;
import vn.thidua.events.TableRules.KindRule.Aggregation;
import vn.thidua.events.TableRules.KindRule.Kind;
import vn.thidua.events.TableRules.Rounding.Place;

/** The part of a validation that is about how sheets are counted. */
final class RulesValidation {

    private static final int MOST_WEIGHT = 10_000;
    private static final int MOST_TRIM = 10;

    private final ScoreTable table;
    private final TableRules rules;
    private final Findings findings;
    private final AwardsValidation awards;
    private final ClassesValidation classes;
    private final CapOn cap;
    private final BonusPlace bonus;
    private final boolean sum;

    RulesValidation(ScoreTable table, TableRules rules, Set<String> groups, Set<String> criteria, Findings findings) {
        this.table = table;
        this.rules = rules;
        this.findings = findings;
        cap = requireNonNullElse(rules.cap(), CapOn.TOTAL);
        bonus = requireNonNullElse(rules.bonus(), BonusPlace.INSIDE);
        sum = kinds().stream().anyMatch(kind -> kind.aggregation() == Aggregation.SUM && kind.weight() > 0);
        var kinds = rules.kinds();
        var isSelfScored = kinds == null || kinds.stream().anyMatch(kind -> kind.kind() == Kind.SELF);
        classes = new ClassesValidation(rules, criteria, isSelfScored, findings);
        awards = new AwardsValidation(rules, groups, criteria, isSelfScored, findings);
    }

    private List<KindRule> kinds() {
        return requireNonNullElse(rules.kinds(), List.of());
    }

    void check() {
        rounding();
        capAndBonus();
        if (rules.kinds() != null) {
            eachKind();
            togetherKinds();
        }
        combining();
        classes.check(highestTotal());
        awards.check();
    }

    /** The highest total that there can be; {@code null} when sheets are added up, and there is none. */
    private @Nullable Integer highestTotal() {
        if (sum) {
            return null;
        }
        return switch (cap) {
            case NOTHING -> table.baseMax() + table.bonusMax();
            case CLASS -> Math.min(table.totalCap(), table.baseMax() + table.bonusMax());
            case TOTAL ->
                switch (bonus) {
                    case INSIDE -> Math.min(table.totalCap(), table.baseMax() + table.bonusMax());
                    case ON_TOP -> Math.min(table.totalCap(), table.baseMax()) + table.bonusMax();
                };
        };
    }

    private void rounding() {
        var rounding = rules.rounding();
        if (rounding == null || !findings.number("/rules/rounding/digits", rounding.digits(), 0, 2)) {
            return;
        }
        if (new HashSet<>(rounding.at()).size() < rounding.at().size()) {
            findings.add(
                    "/rules/rounding/at",
                    "rounding-twice",
                    "Mỗi chỗ làm tròn chỉ ghi một lần.",
                    "Each place of rounding is named once.");
        }
        if (rounding.at().isEmpty() && rounding.digits() < 2) {
            findings.add(
                    "/rules/rounding/at",
                    "rounding-nowhere",
                    "Bảng ghi làm tròn đến " + rounding.digits() + " chữ số nhưng không ghi làm tròn ở đâu.",
                    "The table rounds to " + rounding.digits() + " digits but does not say where.");
        }
        var unit = rounding.digits() == 0 ? 100 : rounding.digits() == 1 ? 10 : 1;
        if (rounding.at().contains(Place.TOTAL) && cap == CapOn.TOTAL && table.totalCap() % unit != 0) {
            findings.add(
                    "/totalCap",
                    "cap-not-rounded",
                    "Mức trần " + PointsText.vi(table.totalCap()) + " có nhiều chữ số hơn tổng điểm sau khi làm tròn.",
                    "The cap of " + PointsText.en(table.totalCap()) + " has more digits than a rounded total.");
        }
    }

    private void capAndBonus() {
        if (rules.bonus() == BonusPlace.ON_TOP && table.bonusMax() == 0) {
            findings.add(
                    "/rules/bonus",
                    "bonus-without-points",
                    "Điểm thưởng tính ngoài tổng điểm, nhưng bảng không có điểm thưởng.",
                    "The bonus comes on top, but the table has no bonus.");
        }
        if (cap == CapOn.NOTHING && bonus == BonusPlace.INSIDE && table.bonusMax() > 0) {
            findings.add(
                    "/rules/bonus",
                    "bonus-inside-no-cap",
                    "Bảng không có mức trần, nên điểm thưởng không thể nằm trong mức trần: hãy chọn tính ngoài (ON_TOP).",
                    "The table has no cap that the bonus could be inside of: choose ON_TOP.");
        }
        if (cap == CapOn.CLASS && bonus == BonusPlace.ON_TOP) {
            findings.add(
                    "/rules/bonus",
                    "bonus-on-top-of-class-cap",
                    "Mức trần chỉ dùng để xếp loại áp dụng cho cả điểm thưởng: hãy chọn tính trong (INSIDE).",
                    "A cap for the class only holds for the bonus as well: choose INSIDE.");
        }
        if (cap == CapOn.CLASS && rules.classes() == null) {
            findings.add(
                    "/rules/cap",
                    "class-cap-without-classes",
                    "Mức trần chỉ dùng để xếp loại, nhưng bảng không có mức xếp loại nào.",
                    "The cap is for the class only, but the table has no classes.");
        }
        if (cap == CapOn.NOTHING && !sum && table.totalCap() < table.baseMax() + table.bonusMax()) {
            findings.add(
                    "/totalCap",
                    "cap-unused",
                    "Bảng không áp dụng mức trần, nên số ghi ở đây không được thấp hơn điểm chuẩn và điểm thưởng cộng lại, "
                            + PointsText.vi(table.baseMax() + table.bonusMax()) + ".",
                    "Nothing is capped, so what is written here is not below base and bonus together, "
                            + PointsText.en(table.baseMax() + table.bonusMax()) + ".");
        }
        if (sum && cap != CapOn.NOTHING) {
            findings.add(
                    "/rules/cap",
                    "sum-capped",
                    "Cộng điểm nhiều phiếu sẽ vượt mức trần của một phiếu: hãy chọn không áp dụng mức trần (NOTHING).",
                    "Sheets that are added up come above a cap made for one: choose NOTHING.");
        }
    }

    private void eachKind() {
        var taken = EnumSet.noneOf(Kind.class);
        for (var k = 0; k < kinds().size(); k++) {
            var kind = kinds().get(k);
            var at = "/rules/kinds/" + k;
            if (!taken.add(kind.kind())) {
                findings.add(
                        at + "/kind",
                        "kind-twice",
                        "Loại phiếu " + Words.vi(kind.kind()) + " ghi hai lần.",
                        "The kind " + Words.en(kind.kind()) + " is there twice.");
            }
            findings.number(at + "/weight", kind.weight(), 0, MOST_WEIGHT);
            aggregation(at, kind);
        }
        if (taken.contains(Kind.APPRAISAL_2) && !taken.contains(Kind.APPRAISAL_1)) {
            findings.add(
                    "/rules/kinds",
                    "second-appraisal-alone",
                    "Có thẩm định lần 2 thì phải có thẩm định lần 1.",
                    "There is no second appraisal without a first.");
        }
    }

    private void aggregation(String at, KindRule kind) {
        var aggregation = KindCount.aggregation(kind);
        if (kind.kind() == Kind.SELF && aggregation != Aggregation.MEAN) {
            findings.add(
                    at + "/aggregation",
                    "self-aggregated",
                    "Mỗi đơn vị chỉ có một phiếu tự chấm: không có gì để bỏ bớt hoặc cộng lại.",
                    "There is one self-score a unit: nothing to trim or to add up.");
        }
        switch (aggregation) {
            case TRIMMED_MEAN -> {
                if (kind.trim() != null) {
                    findings.number(at + "/trim", kind.trim(), 1, MOST_TRIM);
                }
            }
            case MEAN, SUM -> {
                if (kind.trim() != null) {
                    findings.add(
                            at + "/trim",
                            "trim-without-trimmed-mean",
                            "Chỉ trung bình có bỏ phiếu cao nhất, thấp nhất (TRIMMED_MEAN) mới có số phiếu bỏ.",
                            "Only a trimmed mean (TRIMMED_MEAN) leaves sheets out.");
                }
            }
        }
    }

    private void togetherKinds() {
        var weighty = kinds().stream().filter(kind -> kind.weight() > 0).toList();
        if (weighty.isEmpty()) {
            findings.add(
                    "/rules/kinds",
                    "nothing-counts",
                    "Phải có ít nhất một loại phiếu có trọng số lớn hơn 0.",
                    "At least one kind of sheet has a weight above 0.");
        }
        if (sum && weighty.size() > 1) {
            findings.add(
                    "/rules/kinds",
                    "sum-beside-others",
                    "Cộng điểm các phiếu (SUM) không dùng cùng loại phiếu khác: thang điểm khác nhau.",
                    "A SUM does not go with other kinds: their scales differ.");
        }
    }

    private void combining() {
        if (rules.combining() != Combining.LATEST) {
            return;
        }
        var weights = kinds().stream()
                .mapToInt(KindRule::weight)
                .filter(weight -> weight > 0)
                .boxed()
                .toList();
        if (weights.size() < 2) {
            findings.add(
                    "/rules/combining",
                    "latest-of-one",
                    "Lấy loại phiếu sau cùng (LATEST) cần ít nhất hai loại phiếu được tính.",
                    "LATEST needs at least two kinds that count.");
        } else if (new HashSet<>(weights).size() > 1) {
            findings.add(
                    "/rules/combining",
                    "latest-with-weights",
                    "Khi chỉ lấy loại phiếu sau cùng (LATEST), các trọng số phải bằng nhau vì không được dùng.",
                    "With LATEST weights are not used, so they are all the same.");
        }
    }
}
