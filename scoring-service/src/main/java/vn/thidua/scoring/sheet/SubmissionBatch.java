package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.sheet.Submissions.Outcome;
import vn.thidua.scoring.sheet.Submissions.Readout;

/**
 * Many submissions decided together: all sheets are read at once, decided on in order and in memory, written at once,
 * and each board's state is read once after the writes. Sheets that somebody else changed meanwhile are decided again
 * one by one. Used once, by one thread.
 */
final class SubmissionBatch {

    private final Submissions submissions;
    private final Sheets sheets;
    private final Settlement settlement;

    private final Map<SheetId, Sheet> read = new HashMap<>();
    private final Map<SheetId, Sheet> decided = new LinkedHashMap<>();

    SubmissionBatch(Submissions submissions, Sheets sheets, Settlement settlement) {
        this.submissions = submissions;
        this.sheets = sheets;
        this.settlement = settlement;
    }

    List<Outcome> submit(List<Readout> readouts) {
        read.putAll(sheets.findAll(sheetsOf(readouts)));
        decided.putAll(read);
        var verdicts = readouts.stream().map(this::decide).toList();
        var changedMeanwhile = store();
        var rulings = settlement.rulings(boardsOf(verdicts));
        var settled = submissions
                .settled(settled(verdicts, changedMeanwhile), rulings)
                .iterator();
        var outcomes = new ArrayList<Outcome>(readouts.size());
        for (var verdict : verdicts) {
            outcomes.add(
                    switch (verdict) {
                        case Verdict.Unfit(var refusal) -> new Outcome.Refused(refusal);
                        case Verdict.OnSheet on
                        when changedMeanwhile.contains(on.id()) -> submissions.submit(on.command(), on.barred());
                        case Verdict.Turned(var command, var barred, var refusal) -> new Outcome.Refused(refusal);
                        case Verdict.Stands stands -> settled.next();
                    });
        }
        return outcomes;
    }

    private List<Submissions.Settled> settled(List<Verdict> verdicts, Set<SheetId> changedMeanwhile) {
        var settled = new ArrayList<Submissions.Settled>();
        for (var verdict : verdicts) {
            if (verdict instanceof Verdict.Stands stands && !changedMeanwhile.contains(stands.id())) {
                var sheet = requireNonNull(decided.get(stands.id()), "a decided sheet");
                settled.add(new Submissions.Settled(sheet, stands.revision(), stands.repeated()));
            }
        }
        return settled;
    }

    private Verdict decide(Readout readout) {
        return switch (readout) {
            case Readout.Refused(var refusal) -> new Verdict.Unfit(refusal);
            case Readout.Command(var command, var barred) -> {
                var id = command.content().sheet();
                yield switch (SheetDecision.decide(decided.get(id), command, submissions.now())) {
                    case SheetDecision.Refused(var refusal) -> new Verdict.Turned(command, barred, refusal);
                    case SheetDecision.Accepted(var next) -> {
                        if (barred != null) {
                            yield new Verdict.Turned(command, barred, barred);
                        }
                        decided.put(id, next);
                        yield new Verdict.Stands(command, barred, next.standing(), false);
                    }
                    case SheetDecision.Repeated(var sheet, var revision, var remembering) -> {
                        if (remembering != null && barred == null) {
                            decided.put(id, remembering);
                        }
                        yield new Verdict.Stands(command, barred, revision, true);
                    }
                };
            }
        };
    }

    /** Answers the sheets that could not be stored as decided. */
    private Set<SheetId> store() {
        var changes = new ArrayList<Sheets.Change>();
        decided.forEach((id, sheet) -> {
            var before = read.get(id);
            if (before == null || before.version() != sheet.version()) {
                changes.add(new Sheets.Change(before, sheet));
            }
        });
        var left = new HashSet<SheetId>();
        changes.forEach(change -> left.add(change.after().id()));
        sheets.storeAll(changes).forEach(left::remove);
        return left;
    }

    private static Set<SheetId> sheetsOf(List<Readout> readouts) {
        var ids = new HashSet<SheetId>();
        for (var readout : readouts) {
            if (readout instanceof Readout.Command(var command, var barred)) {
                ids.add(command.content().sheet());
            }
        }
        return ids;
    }

    private static Set<String> boardsOf(List<Verdict> verdicts) {
        var boards = new HashSet<String>();
        for (var verdict : verdicts) {
            if (verdict instanceof Verdict.Stands) {
                boards.add(verdict.board());
            }
        }
        return boards;
    }

    /** What was decided on one submission, before anything was written. */
    private sealed interface Verdict {

        default String board() {
            return this instanceof OnSheet on ? on.id().board() : "";
        }

        /** Refused whatever the sheet is. */
        record Unfit(Refusal refusal) implements Verdict {}

        /** Decided on the sheet as it was read: to be decided again if that has changed. */
        sealed interface OnSheet extends Verdict {

            SubmitSheet command();

            @Nullable
            Refusal barred();

            default SheetId id() {
                return command().content().sheet();
            }
        }

        /** Refused because of what stands. */
        record Turned(SubmitSheet command, @Nullable Refusal barred, Refusal refusal) implements OnSheet {}

        /** Stands as this revision, once it is stored. */
        record Stands(SubmitSheet command, @Nullable Refusal barred, Revision revision, boolean repeated)
                implements OnSheet {}
    }
}
