package vn.thidua.scoring.board;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.RoundPlan;
import vn.thidua.events.RoundPlan.Stage;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.SheetKind;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/**
 * What makes a round plan sound: known stages once and in their order, windows that have a length, appraisers for what is
 * appraised, and a penalty for late evidence that the score table has.
 */
final class RoundPlanRules {

    private static final int MOST_APPRAISERS = 200;

    private final RoundPlan plan;
    private final List<Violation> found = new ArrayList<>();

    private RoundPlanRules(RoundPlan plan) {
        this.plan = plan;
    }

    /**
     * Everything that is wrong with a plan.
     *
     * @param members ids of the board's members
     * @param known ids of the units that may appraise
     */
    static List<Violation> violations(
            RoundPlan plan, Set<String> members, Set<String> known, @Nullable ScoreTable table) {
        var rules = new RoundPlanRules(plan);
        rules.zone();
        rules.rounds();
        rules.appraisers(members, known);
        rules.evidence(table);
        return rules.found;
    }

    private void zone() {
        try {
            ZoneId.of(plan.zone());
        } catch (DateTimeException e) {
            add(
                    "/roundPlan/zone",
                    "zone-unknown",
                    "Không có múi giờ “" + plan.zone() + "”: ví dụ Asia/Ho_Chi_Minh.",
                    "There is no time zone “" + plan.zone() + "”: for example Asia/Ho_Chi_Minh.");
        }
    }

    private void rounds() {
        if (plan.rounds().isEmpty()) {
            add("/roundPlan/rounds", "no-rounds", "Kế hoạch chưa có vòng nào.", "The plan has no round.");
        }
        Stage last = null;
        for (var r = 0; r < plan.rounds().size(); r++) {
            var round = plan.rounds().get(r);
            var at = "/roundPlan/rounds/" + r;
            if (last != null && round.stage().compareTo(last) <= 0) {
                add(
                        at + "/stage",
                        "stage-out-of-order",
                        Stages.vi(round.stage()) + " phải đứng trước "
                                + Stages.vi(last).toLowerCase(Locale.ROOT) + ", và mỗi vòng chỉ có một lần.",
                        Stages.en(round.stage()) + " comes before “" + Stages.en(last) + "”, and each stage once.");
            }
            last = round.stage();
            var from = round.from();
            var until = round.until();
            if (from != null && until != null && !from.isBefore(until)) {
                add(
                        at + "/until",
                        "ends-before-it-starts",
                        Stages.vi(round.stage()) + " kết thúc trước khi bắt đầu.",
                        Stages.en(round.stage()) + " ends before it begins.");
            }
        }
        needs(Stage.EXPLANATION, Stage.APPRAISAL_1);
        needs(Stage.APPRAISAL_2, Stage.APPRAISAL_1);
        needs(Stage.CONFIRMATION, Stage.APPRAISAL_1);
    }

    private void needs(Stage stage, Stage before) {
        if (plan.round(stage).isPresent() && plan.round(before).isEmpty()) {
            add(
                    "/roundPlan/rounds",
                    "stage-missing",
                    Stages.vi(stage) + " cần có vòng " + Stages.vi(before).toLowerCase(Locale.ROOT) + " trước đó.",
                    Stages.en(stage) + " needs the round “" + Stages.en(before) + "” before it.");
        }
    }

    private void appraisers(Set<String> members, Set<String> known) {
        if (plan.appraisers().size() > MOST_APPRAISERS) {
            add(
                    "/roundPlan/appraisers",
                    "too-many-appraisers",
                    "Tối đa " + MOST_APPRAISERS + " phân công thẩm định.",
                    "At most " + MOST_APPRAISERS + " appraisers.");
            return;
        }
        var seen = new HashSet<String>();
        for (var a = 0; a < plan.appraisers().size(); a++) {
            var appraiser = plan.appraisers().get(a);
            var at = "/roundPlan/appraisers/" + a;
            var unit = appraiser.unit().id();
            if (appraiser.kind() == SheetKind.SELF || appraiser.kind() == SheetKind.PEER) {
                add(
                        at + "/kind",
                        "kind-not-an-appraisal",
                        "Phân công thẩm định là APPRAISAL_1 hoặc APPRAISAL_2.",
                        "An appraiser is appointed for APPRAISAL_1 or APPRAISAL_2.");
            }
            if (!known.contains(unit)) {
                add(
                        at + "/unit/id",
                        "unit-unknown",
                        "Chưa có đơn vị “" + unit + "”: hãy đăng ký đơn vị trước (CITY là Ủy ban MTTQ Thành phố).",
                        "There is no unit “" + unit + "”: register it first (CITY is the City committee).");
            }
            if (!seen.add(appraiser.kind() + "/" + unit)) {
                add(
                        at,
                        "appraiser-twice",
                        "Đơn vị “" + unit + "” được phân công hai lần cho cùng một vòng.",
                        "The unit “" + unit + "” is appointed twice for the same round.");
            }
            var targets = appraiser.targets();
            if (targets != null && !members.containsAll(targets)) {
                add(
                        at + "/targets",
                        "not-a-member",
                        "Chỉ thẩm định được thành viên của bảng.",
                        "Only members of the board are appraised.");
            }
        }
        for (var kind : List.of(SheetKind.APPRAISAL_1, SheetKind.APPRAISAL_2)) {
            var stage = Rounds.stage(kind);
            var appointed = plan.appraisers().stream().anyMatch(appraiser -> appraiser.kind() == kind);
            if (plan.round(stage).isPresent() != appointed) {
                add(
                        "/roundPlan/appraisers",
                        "appraisers-and-rounds",
                        Stages.vi(stage) + ": cần có cả vòng trong kế hoạch và đơn vị thẩm định.",
                        Stages.en(stage) + " needs both a round in the plan and an appraiser.");
            }
        }
    }

    private void evidence(@Nullable ScoreTable table) {
        var rule = plan.evidence();
        var penalty = rule == null ? null : rule.penalty();
        if (penalty != null
                && table != null
                && table.penaltyRules().stream().noneMatch(known -> known.code().equals(penalty))) {
            add(
                    "/roundPlan/evidence/penalty",
                    "rule-unknown",
                    "Bảng chấm điểm không có mục trừ “" + penalty + "”.",
                    "The score table has no penalty “" + penalty + "”.");
        }
    }

    private void add(String pointer, String rule, String vi, String en) {
        found.add(new Violation(pointer, rule, new Text(vi, en)));
    }
}
