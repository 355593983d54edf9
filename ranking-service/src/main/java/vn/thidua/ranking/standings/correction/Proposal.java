package vn.thidua.ranking.standings.correction;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Adjustment;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.ranking.standings.Board;
import vn.thidua.ranking.standings.SheetDigest;

/**
 * What somebody wants to have corrected. What is left out of a sheet stays as it is.
 *
 * @param because why
 */
public record Proposal(@Nullable String because, @Nullable List<@Nullable Wanted> sheets) {

    private static final int TEXT_LENGTH = 1000;
    private static final int MOST_SHEETS = 200;
    private static final int MOST_ADJUSTMENTS = 100;

    /**
     * One sheet, by its id.
     *
     * @param marks hundredths by criterion, of those that change
     * @param adjustments all that are to count; {@code null} to leave them
     */
    public record Wanted(
            @Nullable String sheet,
            @Nullable Map<String, @Nullable Integer> marks,
            @Nullable List<@Nullable Adjustment> adjustments) {}

    /** Everything that is wrong with it; nothing when it can be proposed. */
    List<Violation> violations(Board board, ScoreTable table) {
        var found = new ArrayList<Violation>();
        if (because == null || because.isBlank() || because.length() > TEXT_LENGTH) {
            found.add(violation(
                    "/because",
                    "reason-missing",
                    "Hãy ghi lý do đính chính, tối đa " + TEXT_LENGTH + " ký tự.",
                    "Say why, in at most " + TEXT_LENGTH + " characters."));
        }
        if (sheets == null || sheets.isEmpty() || sheets.size() > MOST_SHEETS) {
            found.add(violation(
                    "/sheets",
                    "sheets-missing",
                    "Hãy nêu từ 1 đến " + MOST_SHEETS + " phiếu cần đính chính.",
                    "Name 1 to " + MOST_SHEETS + " sheets to correct."));
            return found;
        }
        var counted = counted(board);
        var named = new HashSet<String>();
        for (var i = 0; i < sheets.size(); i++) {
            var wanted = sheets.get(i);
            var pointer = "/sheets/" + i;
            var sheet = wanted == null ? null : wanted.sheet();
            if (wanted == null || sheet == null || !counted.contains(sheet) || !named.add(sheet)) {
                found.add(violation(
                        pointer + "/sheet",
                        "sheet-unknown",
                        "Mỗi phiếu phải được tính trong kết quả và chỉ được nêu một lần.",
                        "Each sheet must count in the results, and be named once."));
            } else {
                marks(wanted, table, pointer).forEach(found::add);
                adjustments(wanted, table, pointer).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Set<String> counted(Board board) {
        return requireNonNull(board.closed()).manifest().stream()
                .map(CountedSheet::sheet)
                .filter(board.sheets().byId()::containsKey)
                .collect(Collectors.toSet());
    }

    private static Stream<Violation> marks(Wanted wanted, ScoreTable table, String pointer) {
        return requireNonNullElse(wanted.marks(), Map.<String, @Nullable Integer>of()).entrySet().stream()
                .filter(mark -> !isMark(mark.getKey(), mark.getValue(), table))
                .map(mark -> violation(
                        pointer + "/marks/" + mark.getKey(),
                        "mark-wrong",
                        "Điểm “" + mark.getKey() + "” phải thuộc một tiêu chí của bảng, từ 0 đến điểm tối đa, theo bước"
                                + " chấm.",
                        "The mark \"" + mark.getKey() + "\" must be for a criterion of the table, from 0 to its"
                                + " maximum, in the table's steps."));
    }

    private static boolean isMark(String code, @Nullable Integer points, ScoreTable table) {
        return points != null
                && points >= 0
                && points % table.step() == 0
                && table.criteria().stream()
                        .anyMatch(criterion -> criterion.code().equals(code) && points <= criterion.max());
    }

    private static Optional<Violation> adjustments(Wanted wanted, ScoreTable table, String pointer) {
        var adjustments = wanted.adjustments();
        return adjustments == null || fit(adjustments, table)
                ? Optional.empty()
                : Optional.of(violation(
                        pointer + "/adjustments",
                        "adjustment-wrong",
                        "Điểm thưởng, điểm trừ phải theo các mục của bảng chấm điểm và không vượt mức tối đa.",
                        "Bonuses and penalties must follow the rules of the score table, within their maxima."));
    }

    /** Whether these are within the rules that {@code docs/proof.md} names. */
    private static boolean fit(List<@Nullable Adjustment> adjustments, ScoreTable table) {
        if (adjustments.size() > MOST_ADJUSTMENTS || adjustments.contains(null)) {
            return false;
        }
        var byRule = new HashMap<String, Long>();
        var bonus = 0L;
        var penalty = 0L;
        for (var adjustment : adjustments) {
            var points = requireNonNull(adjustment).points();
            var note = adjustment.note();
            var sum = byRule.merge(adjustment.rule(), (long) points, Long::sum);
            var isBonus = table.bonusRules().stream()
                    .anyMatch(rule -> rule.code().equals(adjustment.rule())
                            && points >= 0
                            && points % table.step() == 0
                            && sum <= rule.max());
            var isPenalty = table.penaltyRules().stream()
                    .anyMatch(rule -> rule.code().equals(adjustment.rule())
                            && points <= 0
                            && points % rule.points() == 0
                            && sum >= -requireNonNullElse(rule.max(), table.penaltyMax()));
            if ((!isBonus && !isPenalty) || (note != null && note.length() > TEXT_LENGTH)) {
                return false;
            }
            bonus += Math.max(0, points);
            penalty += Math.min(0, points);
        }
        return bonus <= table.bonusMax() && penalty >= -table.penaltyMax();
    }

    /** The reason, without what surrounds it. */
    String reason() {
        return requireNonNull(because).strip();
    }

    /** The sheets as they are to count, each with the revision after the one that it replaces. */
    List<ScoreSubmitted> corrected(Board board, Instant now) {
        return requireNonNull(sheets).stream()
                .map(wanted -> sheet(requireNonNull(wanted), board, now))
                .toList();
    }

    private static ScoreSubmitted sheet(Wanted wanted, Board board, Instant now) {
        var held = requireNonNull(board.sheets().byId().get(wanted.sheet()));
        var marks = new HashMap<>(held.marks());
        requireNonNullElse(wanted.marks(), Map.<String, @Nullable Integer>of())
                .forEach((code, points) -> marks.put(code, requireNonNull(points)));
        var adjustments = wanted.adjustments() == null
                ? held.adjustments()
                : wanted.adjustments().stream()
                        .map(each -> requireNonNull(each))
                        .toList();
        return SheetDigest.digested(new ScoreSubmitted(
                held.board(),
                held.revision() + 1,
                now,
                held.sheet(),
                held.kind(),
                held.scorer(),
                held.target(),
                marks,
                adjustments,
                ""));
    }

    private static Violation violation(String pointer, String rule, String vi, String en) {
        return new Violation(pointer, rule, new Text(vi, en));
    }
}
