package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.SheetSubmission;
import vn.thidua.events.UnitRef;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.board.Rounds;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.board.Stages;
import vn.thidua.scoring.scoretable.Points;

/** The rules that a board is scored under, from its opening on. Immutable, hence thread-safe; made once per board. */
public final class ScoringRules {

    static final int NOTE_LENGTH = 1000;
    private static final int MOST_ADJUSTMENTS = 100;
    private static final int MOST_UNKNOWN = 20;

    private final String board;
    private final ScoreTable table;
    private final Rounds rounds;
    private final Set<String> members;
    private final List<ScoreTable.Criterion> criteria;
    private final Set<String> criterionCodes;
    private final Map<String, ScoreTable.BonusRule> bonusRules;
    private final Map<String, ScoreTable.PenaltyRule> penaltyRules;

    private ScoringRules(ScoringOpened opened) {
        board = opened.board();
        table = opened.scoreTable();
        rounds = Rounds.of(opened);
        members = opened.members().stream().map(UnitRef::id).collect(toUnmodifiableSet());
        criteria = table.criteria();
        criterionCodes = criteria.stream().map(ScoreTable.Criterion::code).collect(toSet());
        bonusRules = table.bonusRules().stream().collect(toMap(ScoreTable.BonusRule::code, Function.identity()));
        penaltyRules = table.penaltyRules().stream().collect(toMap(ScoreTable.PenaltyRule::code, Function.identity()));
    }

    /** The rules of a board that was opened with these. */
    public static ScoringRules of(ScoringOpened opened) {
        return new ScoringRules(opened);
    }

    /** The board's rounds. */
    Rounds rounds() {
        return rounds;
    }

    /** What was submitted, read by the rules: complete, or refused with everything that is wrong. */
    public Reading read(SheetSubmission submission) {
        return new Reader(submission).read();
    }

    /** A submission, read. */
    public sealed interface Reading {

        /** It is complete and within the rules. */
        record Complete(SheetContent content) implements Reading {}

        /** It is not. */
        record Invalid(Refusal refusal) implements Reading {}
    }

    private final class Reader {

        private final SheetSubmission submission;
        private final List<Violation> violations = new ArrayList<>();

        Reader(SheetSubmission submission) {
            this.submission = submission;
        }

        Reading read() {
            var named = submission.board();
            if (named != null && !named.equals(board)) {
                add(
                        "/board",
                        "board-differs",
                        "Phiếu ghi bảng “" + named + "” nhưng được gửi tới bảng “" + board + "”.",
                        "The sheet names board “" + named + "” and was sent to board “" + board + "”.");
            }
            var kind = kind();
            var appraises = kind == SheetKind.APPRAISAL_1 || kind == SheetKind.APPRAISAL_2;
            var scorer = appraises ? submission.scorer() : member("/scorer", submission.scorer());
            var target = member("/target", submission.target());
            if (kind != null && scorer != null && target != null) {
                whoScoresWhom(kind, scorer, target);
            }
            var marks = marks();
            var adjustments = adjustments();
            reason();
            if (!violations.isEmpty() || kind == null || scorer == null || target == null) {
                return new Reading.Invalid(SheetRefusals.invalid(violations));
            }
            return new Reading.Complete(new SheetContent(board, kind, scorer, target, marks, adjustments));
        }

        private @Nullable SheetKind kind() {
            for (var kind : SheetKind.values()) {
                if (kind.name().equals(submission.kind())) {
                    return kind;
                }
            }
            add(
                    "/kind",
                    "kind-unknown",
                    "Loại phiếu phải là SELF (tự chấm), PEER (cùng chấm), APPRAISAL_1 hoặc APPRAISAL_2 (thẩm định)"
                            + (submission.kind() == null ? "." : ", không phải “" + submission.kind() + "”."),
                    "The kind is SELF, PEER, APPRAISAL_1 or APPRAISAL_2"
                            + (submission.kind() == null ? "." : ", not “" + submission.kind() + "”."));
            return null;
        }

        private @Nullable String member(String pointer, @Nullable String unit) {
            if (unit != null && members.contains(unit)) {
                return unit;
            }
            add(
                    pointer,
                    "not-a-member",
                    unit == null
                            ? "Hãy ghi mã đơn vị."
                            : "Đơn vị “" + unit + "” không phải thành viên của bảng “" + board + "”.",
                    unit == null
                            ? "Give a unit's id."
                            : "The unit “" + unit + "” is not a member of board “" + board + "”.");
            return null;
        }

        private void whoScoresWhom(SheetKind kind, String scorer, String target) {
            switch (kind) {
                case PEER -> {
                    if (scorer.equals(target)) {
                        add(
                                "/target",
                                "peer-scores-itself",
                                "Khi cùng chấm, đơn vị không chấm cho chính mình. Phiếu tự chấm có loại SELF.",
                                "A peer never scores its own unit. A unit's sheet for itself is of kind SELF.");
                    }
                }
                case APPRAISAL_1, APPRAISAL_2 -> appraisal(kind, scorer, target);
                case SELF -> {
                    if (!scorer.equals(target)) {
                        add(
                                "/target",
                                "self-scores-other",
                                "Khi tự chấm, đơn vị được chấm là chính đơn vị chấm. Phiếu chấm đơn vị khác có loại PEER.",
                                "A self-score is for the scorer itself. A sheet for another unit is of kind PEER.");
                    }
                }
            }
        }

        private void appraisal(SheetKind kind, String scorer, String target) {
            if (!rounds.has(Rounds.stage(kind))) {
                add(
                        "/kind",
                        "no-appraisal",
                        "Kế hoạch của bảng “" + board + "” không có vòng " + Stages.vi(Rounds.stage(kind)) + ".",
                        "The plan of board “" + board + "” has no such round: " + Stages.en(Rounds.stage(kind)) + ".");
            } else if (!rounds.appraisals(target, kind).contains(new SheetId(board, kind, scorer, target))) {
                add(
                        "/scorer",
                        "not-an-appraiser",
                        "Đơn vị “" + shortened(scorer) + "” không được phân công thẩm định “" + target
                                + "” trong vòng này.",
                        "The unit “" + shortened(scorer) + "” was not appointed to appraise “" + target
                                + "” in this round.");
            }
        }

        private void reason() {
            var reason = submission.reason();
            var replaces = submission.replaces();
            if (reason == null || reason.isBlank()) {
                if (rounds.needReasons() && replaces != null && replaces > 0) {
                    add(
                            "/reason",
                            "reason-missing",
                            "Bảng này yêu cầu ghi lý do (reason) khi sửa phiếu.",
                            "This board asks for the reason of each correction.");
                }
            } else if (reason.length() > NOTE_LENGTH) {
                add(
                        "/reason",
                        "reason-too-long",
                        "Lý do dài tối đa " + NOTE_LENGTH + " ký tự.",
                        "A reason has at most " + NOTE_LENGTH + " characters.");
            } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(reason)) {
                add(
                        "/reason",
                        "reason-not-text",
                        "Lý do chứa ký tự không hợp lệ trong Unicode.",
                        "The reason contains what is not a Unicode character.");
            }
        }

        private TreeMap<String, Integer> marks() {
            Map<String, @Nullable Integer> submitted = requireNonNullElse(submission.marks(), Map.of());
            var marks = new TreeMap<String, Integer>();
            for (var criterion : criteria) {
                var points = submitted.get(criterion.code());
                if (points == null) {
                    add(
                            marksPointer(criterion.code()),
                            "mark-missing",
                            "Chưa chấm tiêu chí " + criterion.code() + ". Nếu không đạt, hãy chấm 0.",
                            "Criterion " + criterion.code() + " is not marked. If nothing was achieved, mark it 0.");
                } else {
                    mark(criterion, points);
                    marks.put(criterion.code(), points);
                }
            }
            if (submitted.size() > marks.size()) {
                submitted.keySet().stream()
                        .filter(code -> !criterionCodes.contains(code))
                        .sorted()
                        .limit(MOST_UNKNOWN)
                        .forEach(code -> add(
                                marksPointer(code),
                                "criterion-unknown",
                                "Bảng chấm điểm không có tiêu chí “" + shortened(code) + "”.",
                                "The score table has no criterion “" + shortened(code) + "”."));
            }
            return marks;
        }

        private void mark(ScoreTable.Criterion criterion, int points) {
            var pointer = marksPointer(criterion.code());
            if (points < 0) {
                add(
                        pointer,
                        "mark-negative",
                        "Điểm của tiêu chí " + criterion.code() + " không được âm: hãy chấm từ 0 đến "
                                + Points.vi(criterion.max()) + ".",
                        "The mark for " + criterion.code() + " is negative: mark from 0 to "
                                + Points.en(criterion.max()) + ".");
            } else if (points > criterion.max()) {
                add(
                        pointer,
                        "mark-above-max",
                        Points.vi(points) + " điểm vượt mức tối đa " + Points.vi(criterion.max()) + " của tiêu chí "
                                + criterion.code() + ".",
                        Points.en(points) + " points are above the maximum of " + Points.en(criterion.max())
                                + " for criterion " + criterion.code() + ".");
            } else if (points % table.step() != 0) {
                add(
                        pointer,
                        "mark-not-a-step",
                        Points.vi(points) + " điểm của tiêu chí " + criterion.code() + " không chia hết cho bước "
                                + Points.vi(table.step()) + ".",
                        Points.en(points) + " points for criterion " + criterion.code()
                                + " are not a multiple of the step " + Points.en(table.step()) + ".");
            }
        }

        private List<Adjustment> adjustments() {
            List<@Nullable Adjustment> submitted = requireNonNullElse(submission.adjustments(), List.of());
            if (submitted.size() > MOST_ADJUSTMENTS) {
                add(
                        "/adjustments",
                        "too-many-adjustments",
                        "Một phiếu có tối đa " + MOST_ADJUSTMENTS + " mục thưởng và trừ.",
                        "A sheet has at most " + MOST_ADJUSTMENTS + " bonuses and penalties.");
                return List.of();
            }
            var adjustments = new ArrayList<Adjustment>(submitted.size());
            var byRule = new HashMap<String, Long>();
            var bonus = 0L;
            var penalty = 0L;
            for (var index = 0; index < submitted.size(); index++) {
                var adjustment = submitted.get(index);
                var pointer = "/adjustments/" + index;
                if (adjustment == null) {
                    add(pointer, "adjustment-missing", "Mục này trống.", "This entry is empty.");
                    continue;
                }
                adjustments.add(adjustment);
                note(pointer, adjustment.note());
                var bonusRule = bonusRules.get(adjustment.rule());
                var penaltyRule = penaltyRules.get(adjustment.rule());
                if (bonusRule != null) {
                    var all = byRule.merge(adjustment.rule(), (long) adjustment.points(), Long::sum);
                    bonus(pointer + "/points", bonusRule, adjustment.points(), all);
                    bonus += Math.max(0, adjustment.points());
                } else if (penaltyRule != null) {
                    var all = byRule.merge(adjustment.rule(), (long) adjustment.points(), Long::sum);
                    penalty(pointer + "/points", penaltyRule, adjustment.points(), all);
                    penalty += Math.min(0, adjustment.points());
                } else {
                    add(
                            pointer + "/rule",
                            "rule-unknown",
                            "Bảng chấm điểm không có mục thưởng hoặc trừ “" + shortened(adjustment.rule()) + "”.",
                            "The score table has no bonus or penalty “" + shortened(adjustment.rule()) + "”.");
                }
            }
            sums(bonus, penalty);
            return adjustments;
        }

        private void bonus(String pointer, ScoreTable.BonusRule rule, int points, long all) {
            if (points < 0) {
                add(
                        pointer,
                        "bonus-negative",
                        "Điểm thưởng " + rule.code() + " không được âm: từ 0 đến " + Points.vi(rule.max()) + ".",
                        "The bonus " + rule.code() + " is negative: from 0 to " + Points.en(rule.max()) + ".");
            } else if (all > rule.max()) {
                add(
                        pointer,
                        "bonus-above-max",
                        "Điểm thưởng " + rule.code() + " là " + Points.vi(all) + ", vượt mức tối đa "
                                + Points.vi(rule.max()) + ".",
                        "The bonus " + rule.code() + " comes to " + Points.en(all) + ", above its maximum of "
                                + Points.en(rule.max()) + ".");
            } else if (points % table.step() != 0) {
                add(
                        pointer,
                        "bonus-not-a-step",
                        Points.vi(points) + " điểm thưởng không chia hết cho bước " + Points.vi(table.step()) + ".",
                        Points.en(points) + " points of bonus are not a multiple of the step " + Points.en(table.step())
                                + ".");
            }
        }

        private void penalty(String pointer, ScoreTable.PenaltyRule rule, int points, long all) {
            var max = rule.max();
            if (points > 0) {
                add(
                        pointer,
                        "penalty-positive",
                        "Điểm trừ " + rule.code() + " phải là số âm, mỗi lần " + Points.vi(rule.points()) + ".",
                        "The penalty " + rule.code() + " is a negative number, " + Points.en(rule.points())
                                + " each time.");
            } else if (points % rule.points() != 0) {
                add(
                        pointer,
                        "penalty-not-a-multiple",
                        "Điểm trừ " + rule.code() + " là " + Points.vi(points) + ", không phải bội số của "
                                + Points.vi(rule.points()) + ".",
                        "The penalty " + rule.code() + " of " + Points.en(points) + " is not a multiple of "
                                + Points.en(rule.points()) + ".");
            } else if (max != null && all < -max) {
                add(
                        pointer,
                        "penalty-beyond-max",
                        "Mục trừ " + rule.code() + " cộng lại là " + Points.vi(all) + ", vượt mức tối đa -"
                                + Points.vi(max) + " của mục này.",
                        "The penalty " + rule.code() + " comes to " + Points.en(all) + ", beyond its own maximum of -"
                                + Points.en(max) + ".");
            }
        }

        private void sums(long bonus, long penalty) {
            if (bonus > table.bonusMax()) {
                add(
                        "/adjustments",
                        "bonus-sum-above-max",
                        "Tổng điểm thưởng " + Points.vi(bonus) + " vượt mức tối đa " + Points.vi(table.bonusMax())
                                + ".",
                        "All bonuses come to " + Points.en(bonus) + ", above the maximum of "
                                + Points.en(table.bonusMax()) + ".");
            }
            if (penalty < -table.penaltyMax()) {
                add(
                        "/adjustments",
                        "penalty-sum-beyond-max",
                        "Tổng điểm trừ " + Points.vi(penalty) + " vượt mức tối đa -" + Points.vi(table.penaltyMax())
                                + ".",
                        "All penalties come to " + Points.en(penalty) + ", beyond the maximum of -"
                                + Points.en(table.penaltyMax()) + ".");
            }
        }

        private void note(String pointer, @Nullable String note) {
            if (note == null) {
                return;
            }
            if (note.length() > NOTE_LENGTH) {
                add(
                        pointer + "/note",
                        "note-too-long",
                        "Ghi chú dài tối đa " + NOTE_LENGTH + " ký tự.",
                        "A note has at most " + NOTE_LENGTH + " characters.");
            } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(note)) {
                // Half a surrogate pair has no bytes in UTF-8, so nobody could recompute the digest.
                add(
                        pointer + "/note",
                        "note-not-text",
                        "Ghi chú chứa ký tự không hợp lệ trong Unicode.",
                        "The note contains what is not a Unicode character.");
            }
        }

        private void add(String pointer, String rule, String vi, String en) {
            violations.add(new Violation(pointer, rule, new Text(vi, en)));
        }
    }

    private static String marksPointer(String code) {
        return "/marks/" + shortened(code).replace("~", "~0").replace("/", "~1");
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 63) + "…";
    }
}
