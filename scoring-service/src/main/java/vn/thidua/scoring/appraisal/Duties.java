package vn.thidua.scoring.appraisal;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ExplanationGiven;
import vn.thidua.events.RoundPlan.Stage;
import vn.thidua.events.ScoresConfirmed;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.SheetKind;
import vn.thidua.events.UnitRef;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.Rounds;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.sheet.Sheet;
import vn.thidua.scoring.sheet.Sheets;

/**
 * Says who still has to do what on a board, by when. What a recused scorer would have given is nobody's duty. A member
 * has to explain when a first appraisal gives it other marks than it gave itself, and to confirm when all its appraisals
 * are there; one that was corrected after the confirmation is to be confirmed again. Thread-safe.
 */
public final class Duties {

    private final Sheets sheets;
    private final Statements statements;
    private final Clock clock;

    public Duties(Sheets sheets, Statements statements, Clock clock) {
        this.sheets = sheets;
        this.statements = statements;
        this.clock = clock;
    }

    /** What is missing on a board, by stage, in the order of the plan; nothing before it is open. */
    public List<Duty> of(Board board) {
        var opened = board.opened();
        return opened == null ? List.of() : new Search(board, opened).all();
    }

    private final class Search {

        private final ScoringOpened opened;
        private final Rounds rounds;
        private final List<SheetId> expected;
        private final Map<SheetId, Sheet> standing;
        private final Instant now = clock.instant();

        Search(Board board, ScoringOpened opened) {
            this.opened = opened;
            rounds = Rounds.of(opened);
            var recused = board.recused();
            expected = rounds.expected().stream()
                    .filter(sheet -> recused == null || !recused.recuses(sheet.scorer(), sheet.target()))
                    .toList();
            standing = sheets.findAll(new HashSet<>(expected));
        }

        List<Duty> all() {
            var duties = new ArrayList<Duty>();
            for (var stage : Stage.values()) {
                switch (stage) {
                    case SELF, PEER, APPRAISAL_1, APPRAISAL_2 ->
                        expected.stream()
                                .filter(sheet -> Rounds.stage(sheet.kind()) == stage && !standing.containsKey(sheet))
                                .map(sheet -> duty(stage, sheet.scorer(), sheet.target()))
                                .forEach(duties::add);
                    case EXPLANATION -> members(stage, this::hasToExplain).forEach(duties::add);
                    case CONFIRMATION -> members(stage, this::hasToConfirm).forEach(duties::add);
                }
            }
            return duties;
        }

        private Stream<Duty> members(Stage stage, Predicate<String> has) {
            return rounds.has(stage)
                    ? opened.members().stream().map(UnitRef::id).filter(has).map(unit -> duty(stage, unit, unit))
                    : Stream.empty();
        }

        private boolean hasToExplain(String unit) {
            var self = standing.get(new SheetId(opened.board(), SheetKind.SELF, unit, unit));
            var differs = appraisals(unit)
                    .filter(sheet -> sheet.kind() == SheetKind.APPRAISAL_1)
                    .map(standing::get)
                    .filter(sheet -> sheet != null)
                    .anyMatch(appraisal -> self == null
                            || !appraisal
                                    .standing()
                                    .content()
                                    .marks()
                                    .equals(self.standing().content().marks()));
            return differs
                    && statements
                            .of(new ExplanationGiven(opened.board(), 1, now, unit, Map.of()).subject())
                            .isEmpty();
        }

        private boolean hasToConfirm(String unit) {
            var appraisals = appraisals(unit).toList();
            if (appraisals.isEmpty() || !standing.keySet().containsAll(appraisals)) {
                return false;
            }
            var seen = appraisals.stream()
                    .map(id -> {
                        var revision = requireNonNull(standing.get(id), "a standing sheet")
                                .standing();
                        return new CountedSheet(id.toString(), revision.number(), revision.digest());
                    })
                    .toList();
            var said = statements.of(new ScoresConfirmed(opened.board(), 1, now, unit, List.of()).subject());
            return said.isEmpty()
                    || !((ScoresConfirmed) said.getLast().fact()).appraisals().equals(seen);
        }

        private Stream<SheetId> appraisals(String unit) {
            return expected.stream()
                    .filter(sheet -> sheet.target().equals(unit)
                            && (sheet.kind() == SheetKind.APPRAISAL_1 || sheet.kind() == SheetKind.APPRAISAL_2));
        }

        private Duty duty(Stage stage, String unit, String target) {
            var round = rounds.round(stage);
            var from = round == null ? null : round.from();
            var until = round == null ? null : round.until();
            return new Duty(
                    stage,
                    new UnitRef(unit, rounds.name(unit)),
                    new UnitRef(target, rounds.name(target)),
                    from,
                    until,
                    until != null && !now.isBefore(until));
        }
    }

    /**
     * Something that somebody still has to do.
     *
     * @param unit who has to do it
     * @param target whom it is about; the unit itself for its self-score, its explanation and its confirmation
     * @param from from when on it can be done; absent means since the opening
     * @param until by when; absent means until the board is closed
     * @param overdue whether that is past
     */
    public record Duty(
            Stage stage,
            UnitRef unit,
            UnitRef target,
            @Nullable Instant from,
            @Nullable Instant until,
            boolean overdue) {}
}
