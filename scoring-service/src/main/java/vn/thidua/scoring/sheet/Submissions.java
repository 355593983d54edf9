package vn.thidua.scoring.sheet;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.Receipt;
import vn.thidua.events.SheetSubmission;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.sheet.RulesInForce.Lookup;
import vn.thidua.scoring.sheet.RulesInForce.Ruled;

/**
 * Takes score sheets. An answer other than a refusal means: this content is durable as this revision, and counts.
 * Thread-safe.
 *
 * <p>A first submission costs three round trips: the sheet is read by its id, written under a guard, and the board's
 * state is read after the write. Nothing waits for the broker.
 */
public final class Submissions {

    private final Sheets sheets;
    private final RulesInForce rules;
    private final Settlement settlement;
    private final Clock clock;

    public Submissions(Sheets sheets, RulesInForce rules, Settlement settlement, Clock clock) {
        this.sheets = sheets;
        this.rules = rules;
        this.settlement = settlement;
        this.clock = clock;
    }

    /**
     * Submits a sheet.
     *
     * @param submission with its board
     * @param key see {@link SubmitSheet}
     * @param submitter whose sheet it has to be
     */
    public Outcome submit(SheetSubmission submission, @Nullable String key, Submitter submitter) {
        return switch (read(submission, key, submitter)) {
            case Readout.Refused(var refusal) -> new Outcome.Refused(refusal);
            case Readout.Command(var command, var barred) -> submit(command, barred);
        };
    }

    /** What a submission asks for, by the rules of its board; nothing is looked up but those. */
    public Readout read(SheetSubmission submission, @Nullable String key, Submitter submitter) {
        return switch (rules.of(submission.board())) {
            case Lookup.None(var refusal) -> new Readout.Refused(refusal);
            case Lookup.NotOpen(var members) -> {
                var board = String.valueOf(submission.board());
                yield new Readout.Refused(SheetPolicy.submit(submitter, board, members, submission.scorer())
                        .orElse(BoardRefusals.notOpen(board)));
            }
            case Ruled ruled ->
                SheetPolicy.submit(
                                submitter,
                                String.valueOf(submission.board()),
                                ruled.rules().rounds().participants(),
                                submission.scorer())
                        .<Readout>map(Readout.Refused::new)
                        .orElseGet(() -> read(submission, key, submitter, ruled));
        };
    }

    private Readout read(SheetSubmission submission, @Nullable String key, Submitter submitter, Ruled ruled) {
        return switch (ruled.rules().read(submission)) {
            case ScoringRules.Reading.Invalid(var refusal) -> new Readout.Refused(refusal);
            case ScoringRules.Reading.Complete(var content) ->
                new Readout.Command(
                        new SubmitSheet(
                                content,
                                CanonicalSheet.digest(content),
                                key,
                                submission.replaces(),
                                submitter.by(),
                                submission.reason()),
                        ruled.barred(content.sheet(), now()));
        };
    }

    /**
     * Submits many sheets, in this order, in few round trips; several revisions of one sheet may be among them.
     *
     * @return one outcome for each, in the same order
     */
    public List<Outcome> submitAll(List<Keyed> submissions) {
        return submitRead(submissions.stream()
                .map(keyed -> read(keyed.submission(), keyed.key(), keyed.submitter()))
                .toList());
    }

    /** The same with what was {@link #read} before. */
    public List<Outcome> submitRead(List<Readout> readouts) {
        return new SubmissionBatch(this, sheets, settlement).submit(readouts);
    }

    Outcome submit(SubmitSheet command, @Nullable Refusal barred) {
        var id = command.content().sheet();
        while (true) {
            var standing = sheets.find(id).orElse(null);
            switch (SheetDecision.decide(standing, command, now())) {
                case SheetDecision.Refused(var refusal) -> {
                    return new Outcome.Refused(refusal);
                }
                case SheetDecision.Accepted(var next) -> {
                    if (barred != null) {
                        return new Outcome.Refused(barred);
                    }
                    if (sheets.store(standing, next)) {
                        return settled(next, next.standing(), false);
                    }
                }
                case SheetDecision.Repeated(var sheet, var revision, var remembering) -> {
                    if (remembering == null || barred != null || sheets.store(standing, remembering)) {
                        return settled(sheet, revision, true);
                    }
                }
            }
        }
    }

    private Outcome settled(Sheet sheet, Revision revision, boolean repeated) {
        return settled(settlement.ruling(sheet.id().board()), sheet, revision, repeated);
    }

    /**
     * Acknowledges a durable revision, or refuses it when it came too late.
     *
     * @param ruling read after the revision was written
     */
    Outcome settled(Settlement.Ruling ruling, Sheet sheet, Revision revision, boolean repeated) {
        var refusal = ruling.refusal(sheet.id(), revision.number());
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        if (revision.number() == sheet.revision()) {
            sheets.publish(sheet);
        }
        return repeated ? new Outcome.Repeated(revision.receipt()) : new Outcome.Accepted(revision.receipt());
    }

    /** The sheet with this id, if it has a revision that counts. */
    public Optional<Sheet> find(SheetId id) {
        while (true) {
            var sheet = sheets.find(id);
            // What is published was settled before. What is not may still be taken back: nobody is shown that.
            if (sheet.isEmpty()
                    || sheet.get().published() == sheet.get().revision()
                    || settlement.counts(id, sheet.get().revision())) {
                return sheet;
            }
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A submission with its board, its key, see {@link SubmitSheet}, and whose it has to be. */
    public record Keyed(
            SheetSubmission submission, @Nullable String key, Submitter submitter) {}

    /** What came of a submission. */
    public sealed interface Outcome {

        /** Stored as a new revision, which counts. */
        record Accepted(Receipt receipt) implements Outcome {}

        /** Was stored before, and counts; nothing changed. */
        record Repeated(Receipt receipt) implements Outcome {}

        /** Does not count. */
        record Refused(Refusal refusal) implements Outcome {}
    }

    /** What a submission asks for. */
    public sealed interface Readout {

        /**
         * Something within the rules.
         *
         * @param barred why only a repeat can be answered, as far as is known: the board is closed, the round is not
         *     open, or the scorer was recused; {@code null} if nothing is known
         */
        record Command(SubmitSheet command, @Nullable Refusal barred) implements Readout {}

        /** Nothing that could be done. */
        record Refused(Refusal refusal) implements Readout {}
    }
}
