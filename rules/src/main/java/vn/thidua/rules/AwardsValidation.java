package vn.thidua.rules;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toSet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.thidua.events.TableRules;
import vn.thidua.events.TableRules.Award;
import vn.thidua.events.TableRules.ClassBand;
import vn.thidua.events.TableRules.Threshold;
import vn.thidua.events.TableRules.TieBreak;
import vn.thidua.events.TableRules.TieBreak.By;

/** The part of a validation that is about awards, ties and votes. */
final class AwardsValidation {

    private static final int MOST_PLACES = 1000;

    private final TableRules rules;
    private final Set<String> groups;
    private final Set<String> criteria;
    private final boolean isSelfScored;
    private final Findings findings;

    AwardsValidation(
            TableRules rules, Set<String> groups, Set<String> criteria, boolean isSelfScored, Findings findings) {
        this.rules = rules;
        this.groups = groups;
        this.criteria = criteria;
        this.isSelfScored = isSelfScored;
        this.findings = findings;
    }

    void check() {
        awards();
        tieBreaks();
        thresholds();
    }

    private void awards() {
        var awards = requireNonNullElse(rules.awards(), List.<Award>of());
        var classes = requireNonNullElse(rules.classes(), List.<ClassBand>of()).stream()
                .map(ClassBand::code)
                .collect(toSet());
        var thresholds = requireNonNullElse(rules.thresholds(), List.<Threshold>of()).stream()
                .map(Threshold::code)
                .collect(toSet());
        var taken = new HashSet<String>();
        for (var a = 0; a < awards.size(); a++) {
            var award = awards.get(a);
            var at = "/rules/awards/" + a;
            findings.named(at, award.code(), award.name(), taken);
            findings.basis(at, award.basis());
            findings.number(at + "/places", award.places(), 1, MOST_PLACES);
            if (award.lowestClass() != null) {
                findings.known(at + "/lowestClass", award.lowestClass(), classes, new Text("mức xếp loại", "class"));
            }
            if (award.threshold() != null) {
                findings.known(at + "/threshold", award.threshold(), thresholds, new Text("ngưỡng phiếu", "threshold"));
            }
        }
    }

    private void tieBreaks() {
        var steps = requireNonNullElse(rules.tieBreaks(), List.<TieBreak>of());
        var hasAwards = rules.awards() != null && !rules.awards().isEmpty();
        if (hasAwards == steps.isEmpty()) {
            findings.add(
                    "/rules/tieBreaks",
                    hasAwards ? "no-tie-breaks" : "tie-breaks-without-awards",
                    hasAwards
                            ? "Có hình thức khen thưởng thì phải ghi cách phân định khi bằng điểm."
                            : "Chỉ phân định khi bằng điểm nếu có hình thức khen thưởng.",
                    hasAwards
                            ? "A table with awards says how ties are broken."
                            : "Ties are broken for awards only, and there are none.");
            if (hasAwards) {
                return;
            }
        }
        var seen = new HashSet<String>();
        for (var s = 0; s < steps.size(); s++) {
            var step = steps.get(s);
            var at = "/rules/tieBreaks/" + s;
            findings.basis(at, step.basis());
            of(at, step);
            if (!seen.add(step.by() + "/" + step.of())) {
                findings.add(at, "tie-break-twice", "Cách phân định này ghi hai lần.", "This step is there twice.");
            }
            if (s > 0 && stage(step.by()) < stage(steps.get(s - 1).by())) {
                findings.add(
                        at + "/by",
                        "tie-break-order",
                        "Thứ tự: so điểm, rồi ưu tiên theo luật, bỏ phiếu lần 1, lần 2, rồi Cụm trưởng, Cụm phó hoặc Thành"
                                + " phố.",
                        "The order is: points, statutory preference, first ballot, second ballot, then head and deputy"
                                + " or the City.");
            }
        }
        ballots(steps);
    }

    private void of(String at, TieBreak step) {
        switch (step.by()) {
            case CRITERION -> findings.known(at + "/of", step.of(), criteria, new Text("tiêu chí", "criterion"));
            case GROUP -> findings.known(at + "/of", step.of(), groups, new Text("nhóm", "group"));
            case SELF -> {
                nothing(at, step);
                if (!isSelfScored) {
                    findings.add(
                            at + "/by",
                            "self-not-collected",
                            "Bảng không có phiếu tự chấm (SELF) để so.",
                            "The table has no self-score (SELF) to compare.");
                }
            }
            case BASE, BONUS, PENALTY, PREFERENCE, FIRST_BALLOT, SECOND_BALLOT, LEADERS, CITY -> nothing(at, step);
        }
    }

    private void nothing(String at, TieBreak step) {
        if (step.of() != null) {
            findings.add(
                    at + "/of",
                    "tie-break-of",
                    "Chỉ khi so tiêu chí hoặc nhóm mới ghi mã.",
                    "A code is given for a criterion or a group only.");
        }
    }

    private void ballots(List<TieBreak> steps) {
        if (steps.isEmpty()) {
            return;
        }
        var by = steps.stream().map(TieBreak::by).toList();
        if (by.contains(By.SECOND_BALLOT) && !by.contains(By.FIRST_BALLOT)) {
            findings.add(
                    "/rules/tieBreaks",
                    "second-ballot-alone",
                    "Có bỏ phiếu lần 2 thì phải có lần 1.",
                    "There is no second ballot without a first.");
        }
        if (!by.contains(By.LEADERS) && !by.contains(By.CITY)) {
            findings.add(
                    "/rules/tieBreaks",
                    "tie-break-open-ended",
                    "Cuối cùng phải có người quyết định: Cụm trưởng và Cụm phó (LEADERS), hoặc Thành phố (CITY).",
                    "In the end somebody decides: head and deputy (LEADERS), or the City (CITY).");
        }
    }

    /** Points can be compared in any order; after them the law and practice have one. */
    private static int stage(By by) {
        return switch (by) {
            case CRITERION, GROUP, BASE, BONUS, PENALTY, SELF -> 0;
            case PREFERENCE -> 1;
            case FIRST_BALLOT -> 2;
            case SECOND_BALLOT -> 3;
            case LEADERS -> 4;
            case CITY -> 5;
        };
    }

    private void thresholds() {
        var thresholds = requireNonNullElse(rules.thresholds(), List.<Threshold>of());
        var taken = new HashSet<String>();
        for (var t = 0; t < thresholds.size(); t++) {
            var threshold = thresholds.get(t);
            var at = "/rules/thresholds/" + t;
            findings.named(at, threshold.code(), threshold.name(), taken);
            if (findings.number(at + "/denominator", threshold.denominator(), 1, 1000)) {
                findings.number(at + "/numerator", threshold.numerator(), 1, threshold.denominator());
            }
            if (threshold.basis() == null) {
                findings.add(
                        at + "/basis",
                        "threshold-basis",
                        "Hãy ghi căn cứ pháp lý của ngưỡng " + threshold.code() + ".",
                        "Give the legal basis of threshold " + threshold.code() + ".");
            } else {
                findings.basis(at, threshold.basis());
            }
        }
    }
}
