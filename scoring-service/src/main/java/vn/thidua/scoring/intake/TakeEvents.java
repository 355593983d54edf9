package vn.thidua.scoring.intake;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import vn.thidua.events.IntakeResult;
import vn.thidua.scoring.quarantine.Quarantine;
import vn.thidua.scoring.quarantine.Quarantined;
import vn.thidua.scoring.quarantine.Quarantined.Door;
import vn.thidua.scoring.sheet.Submissions.Outcome;
import vn.thidua.scoring.sheet.Submitter;

/**
 * Takes events of one unit, whatever door they came through. One that is sent again is recognised by its source and id
 * and answered with the same receipt; one that is refused is kept in the quarantine and spoils no other. Thread-safe.
 */
public final class TakeEvents {

    /** So many are decided together; more are to be taken in several portions. */
    public static final int PORTION = 500;

    private final ClaimedSubmissions submissions;
    private final Quarantine quarantine;
    private final Clock clock;

    public TakeEvents(ClaimedSubmissions submissions, Quarantine quarantine, Clock clock) {
        this.submissions = submissions;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /**
     * Takes these in their order. When this returns, every outcome is durable.
     *
     * @param first the index of the first
     * @return one result for each, in the same order
     */
    public List<EventResult> take(Submitter submitter, Door door, List<SentEvent> events, int first) {
        var sheets = new ArrayList<SentEvent.Sheet>(events.size());
        for (var event : events) {
            if (event instanceof SentEvent.Sheet sheet) {
                sheets.add(sheet);
            }
        }
        var outcomes = submissions.submit(submitter, sheets).iterator();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var refused = new ArrayList<Quarantined>();
        var results = new ArrayList<EventResult>(events.size());
        for (var event : events) {
            var outcome = switch (event) {
                case SentEvent.Sheet sheet -> outcomes.next();
                case SentEvent.Unfit unfit -> new Outcome.Refused(unfit.refusal());
            };
            var index = first + results.size();
            results.add(
                    switch (outcome) {
                        case Outcome.Accepted(var receipt) ->
                            new EventResult(
                                    index,
                                    event.source(),
                                    event.event(),
                                    IntakeResult.Outcome.ACCEPTED,
                                    receipt,
                                    null,
                                    null);
                        case Outcome.Repeated(var receipt) ->
                            new EventResult(
                                    index,
                                    event.source(),
                                    event.event(),
                                    IntakeResult.Outcome.REPEATED,
                                    receipt,
                                    null,
                                    null);
                        case Outcome.Refused(var refusal) -> {
                            var problem = refusal.toProblem();
                            var kept = Quarantined.of(
                                    submitter.unit(),
                                    door,
                                    event.source(),
                                    event.event(),
                                    event.content(),
                                    problem,
                                    now);
                            refused.add(kept);
                            yield new EventResult(
                                    index,
                                    event.source(),
                                    event.event(),
                                    IntakeResult.Outcome.REFUSED,
                                    null,
                                    problem,
                                    kept.id());
                        }
                    });
        }
        quarantine.keep(refused);
        return results;
    }
}
