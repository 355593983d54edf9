package vn.thidua.rules;

import static java.util.Objects.requireNonNullElse;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.TableRules;
import vn.thidua.events.TableRules.ClassBand;

/** The part of a validation that is about classes, vetoes and demotions. */
final class ClassesValidation {

    private static final Text CLASS = new Text("mức xếp loại", "class");
    private static final Text CRITERION = new Text("tiêu chí", "criterion");

    private final TableRules rules;
    private final Set<String> criteria;
    private final boolean isSelfScored;
    private final Findings findings;
    private final List<ClassBand> classes;
    private final Set<String> codes = new LinkedHashSet<>();

    ClassesValidation(TableRules rules, Set<String> criteria, boolean isSelfScored, Findings findings) {
        this.rules = rules;
        this.criteria = criteria;
        this.isSelfScored = isSelfScored;
        this.findings = findings;
        classes = requireNonNullElse(rules.classes(), List.of());
        classes.forEach(band -> codes.add(band.code()));
    }

    void check(@Nullable Integer highestTotal) {
        if (rules.classes() != null) {
            bands(highestTotal);
        }
        vetoes();
        demotions();
        withoutSelf();
    }

    private void bands(@Nullable Integer highestTotal) {
        if (classes.size() < 2) {
            findings.add(
                    "/rules/classes",
                    "too-few-classes",
                    "Phải có ít nhất hai mức xếp loại.",
                    "There are at least two classes.");
            return;
        }
        var taken = new HashSet<String>();
        @Nullable Integer above = null;
        for (var c = 0; c < classes.size(); c++) {
            var band = classes.get(c);
            var at = "/rules/classes/" + c;
            var isLast = c == classes.size() - 1;
            findings.named(at, band.code(), band.name(), taken);
            if (isLast != (band.from() == null)) {
                findings.add(
                        at + "/from",
                        "class-floor",
                        isLast
                                ? "Mức cuối nhận mọi đơn vị còn lại, không ghi điểm sàn."
                                : "Hãy ghi điểm sàn của mức “" + band.name() + "”.",
                        isLast
                                ? "The last class takes everyone else and has no lowest total."
                                : "Give the lowest total of “" + band.name() + "”.");
            }
            if (band.from() == null) {
                continue;
            }
            if (above != null && band.from() >= above) {
                findings.add(
                        at + "/from",
                        "class-order",
                        "Các mức xếp từ cao xuống thấp: điểm sàn " + PointsText.vi(band.from())
                                + " phải thấp hơn mức trên, " + PointsText.vi(above) + ".",
                        "Classes stand best first: " + PointsText.en(band.from()) + " is to be below the one above, "
                                + PointsText.en(above) + ".");
            }
            if (highestTotal != null && band.from() > highestTotal) {
                findings.add(
                        at + "/from",
                        "class-out-of-reach",
                        "Không đơn vị nào đạt được " + PointsText.vi(band.from()) + ": tổng cao nhất có thể là "
                                + PointsText.vi(highestTotal) + ".",
                        "No unit can reach " + PointsText.en(band.from()) + ": the highest total there can be is "
                                + PointsText.en(highestTotal) + ".");
            }
            above = band.from();
        }
    }

    private boolean needsClasses(String at) {
        if (classes.isEmpty()) {
            findings.add(
                    at,
                    "no-classes",
                    "Quy định này cần các mức xếp loại, nhưng bảng không có mức nào.",
                    "This needs classes, and the table has none.");
        }
        return !classes.isEmpty();
    }

    private void vetoes() {
        var vetoes = requireNonNullElse(rules.vetoes(), List.<TableRules.Veto>of());
        if (vetoes.isEmpty() || !needsClasses("/rules/vetoes")) {
            return;
        }
        var taken = new HashSet<String>();
        for (var v = 0; v < vetoes.size(); v++) {
            var veto = vetoes.get(v);
            var at = "/rules/vetoes/" + v;
            findings.named(at, veto.code(), veto.name(), taken);
            findings.basis(at, veto.basis());
            if (veto.criteria() != null) {
                references(at + "/criteria", veto.criteria(), criteria, CRITERION);
            }
            references(at + "/bars", veto.bars(), codes, CLASS);
            best(at, veto);
        }
    }

    private void references(String at, List<String> listed, Set<String> known, Text what) {
        if (listed.isEmpty()) {
            findings.add(
                    at, "empty-list", "Hãy ghi ít nhất một " + what.vi() + ".", "Name at least one " + what.en() + ".");
        }
        for (var i = 0; i < listed.size(); i++) {
            findings.known(at + "/" + i, listed.get(i), known, what);
        }
    }

    /** A veto bars from the best class on, without a gap, and leaves the last. */
    private void best(String at, TableRules.Veto veto) {
        var barred = Set.copyOf(veto.bars());
        if (!codes.containsAll(barred) || barred.isEmpty()) {
            return;
        }
        var fromTheBest = codes.stream().takeWhile(barred::contains).count();
        if (fromTheBest < barred.size()) {
            findings.add(
                    at + "/bars",
                    "veto-gap",
                    "Không đạt mức dưới thì cũng không đạt mức trên: hãy ghi mọi mức từ cao nhất.",
                    "Who is barred from a class is barred from those above: name all from the best on.");
        } else if (fromTheBest == codes.size()) {
            findings.add(
                    at + "/bars",
                    "veto-bars-all",
                    "Phải còn ít nhất một mức để xếp.",
                    "At least one class has to be left.");
        }
    }

    private void demotions() {
        var demotions = requireNonNullElse(rules.demotions(), List.<TableRules.Demotion>of());
        if (demotions.isEmpty() || !needsClasses("/rules/demotions")) {
            return;
        }
        var taken = new HashSet<String>();
        for (var d = 0; d < demotions.size(); d++) {
            var demotion = demotions.get(d);
            var at = "/rules/demotions/" + d;
            findings.named(at, demotion.code(), demotion.name(), taken);
            findings.basis(at, demotion.basis());
            if ((demotion.atMost() == null) == (demotion.by() == null)) {
                findings.add(
                        at,
                        "demotion-how",
                        "Hạ mức " + demotion.code() + ": hoặc ghi mức cao nhất còn được xếp, hoặc ghi số bậc bị hạ.",
                        "Demotion " + demotion.code() + ": either the best class that is left, or how many classes.");
            }
            if (demotion.atMost() != null) {
                lower(at + "/atMost", demotion.atMost());
            }
            if (demotion.by() != null) {
                findings.number(at + "/by", demotion.by(), 1, Math.max(1, classes.size() - 1));
            }
        }
    }

    private void withoutSelf() {
        if (rules.withoutSelf() == null || !needsClasses("/rules/withoutSelf")) {
            return;
        }
        lower("/rules/withoutSelf", rules.withoutSelf());
        if (!isSelfScored) {
            findings.add(
                    "/rules/withoutSelf",
                    "self-not-collected",
                    "Bảng không có phiếu tự chấm (SELF), nên mọi đơn vị đều sẽ bị xếp mức này.",
                    "The table has no self-score (SELF), so this would hit every unit.");
        }
    }

    private void lower(String pointer, String code) {
        if (findings.known(pointer, code, codes, CLASS)
                && classes.getFirst().code().equals(code)) {
            findings.add(
                    pointer,
                    "demotion-to-best",
                    "Mức cao nhất thì không hạ được đơn vị nào.",
                    "The best class lowers nobody.");
        }
    }
}
