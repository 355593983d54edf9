package vn.thidua.scoring.appraisal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ExplanationGiven;
import vn.thidua.events.RoundPlan.Stage;
import vn.thidua.events.ScoresConfirmed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.identity.Authority;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.Rounds;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.board.StandingSheets;

/**
 * Takes a member's answer to its appraisals: the explanation between the two, and the confirmation after them. Each is
 * taken in its round only, every revision is kept, and the same again changes nothing. No point changes by it, so an
 * answer that meets a closing is harmless. Thread-safe.
 */
public final class AnswerAppraisal {

    private static final int TEXT_LENGTH = 4000;

    private final Statements statements;
    private final StandingSheets sheets;
    private final Clock clock;

    public AnswerAppraisal(Statements statements, StandingSheets sheets, Clock clock) {
        this.statements = statements;
        this.sheets = sheets;
        this.clock = clock;
    }

    /**
     * Explains, or replaces the explanation that stands.
     *
     * @param texts by criterion code
     * @throws RefusalException when it is not the round for it, there is no first appraisal, or a text is not valid
     */
    public ExplanationGiven explain(
            Board board, String unit, Map<String, @Nullable String> texts, Authority authority) {
        var opened = inRound(board, Stage.EXPLANATION);
        if (standing(opened, board, unit, SheetKind.APPRAISAL_1).isEmpty()) {
            throw new RefusalException(AppraisalRefusals.nothingToExplain(unit));
        }
        var violations = violations(opened, texts);
        if (!violations.isEmpty()) {
            throw new RefusalException(AppraisalRefusals.invalid(violations));
        }
        var subject = new ExplanationGiven(opened.board(), 1, now(), unit, Map.of()).subject();
        while (true) {
            var said = statements.of(subject);
            var last = said.isEmpty() ? null : (ExplanationGiven) said.getLast().fact();
            var next = new ExplanationGiven(opened.board(), said.size() + 1L, now(), unit, stripped(texts));
            if (last != null && last.texts().equals(next.texts())) {
                return last;
            }
            if (statements.add(new Statement(next, authority.authContext()))) {
                return next;
            }
        }
    }

    /**
     * Confirms the appraisals as they stand.
     *
     * @throws RefusalException when it is not the round for it, or an appraisal is missing
     */
    public ScoresConfirmed confirm(Board board, String unit, Authority authority) {
        var opened = inRound(board, Stage.CONFIRMATION);
        var expected = Stream.of(SheetKind.APPRAISAL_1, SheetKind.APPRAISAL_2)
                .flatMap(kind -> expected(opened, board, unit, kind).stream())
                .toList();
        var standing = sheets.among(expected);
        var missing =
                expected.stream().filter(sheet -> !standing.containsKey(sheet)).toList();
        if (!missing.isEmpty()) {
            throw new RefusalException(AppraisalRefusals.notAppraised(missing));
        }
        var appraisals = List.copyOf(standing.values());
        var subject = new ScoresConfirmed(opened.board(), 1, now(), unit, List.of()).subject();
        while (true) {
            var said = statements.of(subject);
            var last = said.isEmpty() ? null : (ScoresConfirmed) said.getLast().fact();
            if (last != null && last.appraisals().equals(appraisals)) {
                return last;
            }
            var next = new ScoresConfirmed(opened.board(), said.size() + 1L, now(), unit, appraisals);
            if (statements.add(new Statement(next, authority.authContext()))) {
                return next;
            }
        }
    }

    /** Everything that a member explained, the first first. */
    public List<Statement> explanations(String board, String unit) {
        return statements.of(new ExplanationGiven(board, 1, now(), unit, Map.of()).subject());
    }

    private ScoringOpened inRound(Board board, Stage stage) {
        return switch (board.phase()) {
            case Board.Prepared p ->
                throw new RefusalException(BoardRefusals.notOpen(board.id().toString()));
            case Board.Closing c -> throw closed(board);
            case Board.Closed c -> throw closed(board);
            case Board.Open(var opened) -> {
                Rounds.of(opened).barred(stage, now()).ifPresent(refusal -> {
                    throw new RefusalException(refusal);
                });
                yield opened;
            }
        };
    }

    private static RefusalException closed(Board board) {
        return new RefusalException(BoardRefusals.scoringClosed(board.id().toString()));
    }

    private List<String> standing(ScoringOpened opened, Board board, String unit, SheetKind kind) {
        return List.copyOf(sheets.among(expected(opened, board, unit, kind)).keySet());
    }

    private static List<String> expected(ScoringOpened opened, Board board, String unit, SheetKind kind) {
        var recused = board.recused();
        return Rounds.of(opened).appraisals(unit, kind).stream()
                .filter(sheet -> recused == null || !recused.recuses(sheet.scorer(), sheet.target()))
                .map(SheetId::toString)
                .toList();
    }

    private static List<Violation> violations(ScoringOpened opened, Map<String, @Nullable String> texts) {
        var criteria = opened.scoreTable().criteria().stream()
                .map(criterion -> criterion.code())
                .toList();
        var found = new ArrayList<Violation>();
        if (texts.isEmpty()) {
            found.add(violation(
                    "/texts",
                    "explanation-empty",
                    "Hãy giải trình cho ít nhất một tiêu chí.",
                    "Explain at least one criterion."));
        }
        texts.forEach((code, text) -> {
            var pointer = "/texts/" + code.replace("~", "~0").replace("/", "~1");
            if (!criteria.contains(code)) {
                found.add(violation(
                        pointer,
                        "criterion-unknown",
                        "Bảng chấm điểm không có tiêu chí này.",
                        "The score table has no such criterion."));
            } else if (text == null || text.isBlank() || text.length() > TEXT_LENGTH) {
                found.add(violation(
                        pointer,
                        "text-length",
                        "Hãy ghi giải trình, tối đa " + TEXT_LENGTH + " ký tự.",
                        "Write an explanation, of at most " + TEXT_LENGTH + " characters."));
            } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                found.add(violation(
                        pointer,
                        "not-text",
                        "Giải trình chứa ký tự không hợp lệ trong Unicode.",
                        "The explanation contains what is not a Unicode character."));
            }
        });
        return found;
    }

    private static Map<String, String> stripped(Map<String, @Nullable String> texts) {
        var stripped = new TreeMap<String, String>();
        texts.forEach((code, text) -> stripped.put(code, text == null ? "" : text.strip()));
        return stripped;
    }

    private static Violation violation(String pointer, String rule, String vi, String en) {
        return new Violation(pointer, rule, new Text(vi, en));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
