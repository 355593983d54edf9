package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * <p>A first submission costs four round trips: the sheet is read by its id, written under a guard, the board's state is
 * read after the write, and the revision is appended to the season's log, together with those of whoever submits at the
 * same time. Nothing waits for the broker.
 */
public final class Submissions {

    private final Sheets sheets;
    private final RulesInForce rules;
    private final Settlement settlement;
    private final SheetLog log;
    private final Clock clock;

    public Submissions(Sheets sheets, RulesInForce rules, Settlement settlement, SheetLog log, Clock clock) {
        this.sheets = sheets;
        this.rules = rules;
        this.settlement = settlement;
        this.log = log;
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
        var settled = new Settled(sheet, revision, repeated);
        return settled(
                        List.of(settled),
                        Map.of(sheet.id().board(), settlement.ruling(sheet.id().board())))
                .getFirst();
    }

    /**
     * Acknowledges durable revisions, or refuses those that came too late.
     *
     * @param rulings by board, read after the revisions were written
     */
    List<Outcome> settled(List<Settled> settled, Map<String, Settlement.Ruling> rulings) {
        var refusals = new HashMap<Settled, Refusal>();
        for (var one : settled) {
            requireNonNull(rulings.get(one.sheet().id().board()), "a ruling for each board")
                    .refusal(one.sheet().id(), one.revision().number())
                    .ifPresent(refusal -> refusals.put(one, refusal));
        }
        var counted = settled.stream().filter(one -> !refusals.containsKey(one)).toList();
        var proofs = log.prove(counted.stream()
                        .map(one ->
                                new SheetLog.Counted(one.sheet(), one.revision().number()))
                        .toList())
                .iterator();
        var outcomes = new ArrayList<Outcome>(settled.size());
        for (var one : settled) {
            var refusal = refusals.get(one);
            if (refusal != null) {
                outcomes.add(new Outcome.Refused(refusal));
                continue;
            }
            var proof = proofs.next();
            // What is in no log is told to nobody: it would count without a proof. The sweep asks again.
            if (proof.isPresent() && one.revision().number() == one.sheet().revision()) {
                sheets.publish(one.sheet());
            }
            var receipt = one.revision().receipt().with(proof.orElse(null));
            outcomes.add(one.repeated() ? new Outcome.Repeated(receipt) : new Outcome.Accepted(receipt));
        }
        return outcomes;
    }

    /** The receipt of the revision that stands, with a proof of today. */
    public Optional<Receipt> receipt(SheetId id) {
        return find(id).map(sheet -> sheet.standing()
                .receipt()
                .with(log.prove(List.of(new SheetLog.Counted(sheet, sheet.revision())))
                        .getFirst()
                        .orElse(null)));
    }

    /** A revision that is stored, and how it came about. */
    record Settled(Sheet sheet, Revision revision, boolean repeated) {}

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
