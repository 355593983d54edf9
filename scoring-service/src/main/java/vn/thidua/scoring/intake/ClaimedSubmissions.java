package vn.thidua.scoring.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.scoring.intake.SentEvent.Sheet;
import vn.thidua.scoring.sheet.Submissions;
import vn.thidua.scoring.sheet.Submissions.Outcome;
import vn.thidua.scoring.sheet.Submissions.Readout;
import vn.thidua.scoring.sheet.Submitter;

/**
 * Submits the sheets of events, so that an event counts for one sheet at most: before a sheet is written its event is
 * claimed for it, and an event that is claimed for another sheet is refused. A repeat for the same sheet is answered by
 * the keys that the sheet keeps itself. Thread-safe.
 *
 * <p>What is refused gives its claim up again, so that the corrected event may name another sheet under the same
 * identity; not, though, when another delivery has joined the claim: that one may count.
 *
 * <p>A process that dies leaves nothing wrong. Before the claim nothing has happened. Between the claim and the write,
 * and between the write and the answer, the redelivery finds the claim for its own sheet, joins it and goes on: to a new
 * revision in the first case, to the sheet's own key in the second. After a refusal that could not give its claim up
 * the redelivery is refused again, and the claim stays: whether whoever made it is dead or slow cannot be told, and if it
 * is slow its sheet may still count. Only naming another sheet then takes a new id, which the refusal says. No order of
 * these makes an event count twice, because a claim is never given up while anybody else holds it, and nothing is
 * written without one.
 */
public final class ClaimedSubmissions {

    private final Submissions submissions;
    private final EventClaims claims;
    private final Supplier<String> holders;

    /** @param holders gives another name each time, in every process */
    public ClaimedSubmissions(Submissions submissions, EventClaims claims, Supplier<String> holders) {
        this.submissions = submissions;
        this.claims = claims;
        this.holders = holders;
    }

    /**
     * Submits these in their order. Of two with the same identity and different sheets the first has the claim.
     *
     * @return one outcome for each, in the same order
     */
    public List<Outcome> submit(Submitter submitter, List<Sheet> sheets) {
        var events = sheets.stream()
                .map(sheet -> EventKey.identity(submitter.unit(), sheet.source(), sheet.event()))
                .toList();
        var readouts = new ArrayList<Readout>(sheets.size());
        for (var sheet : sheets) {
            readouts.add(submissions.read(sheet.submission(), EventKey.of(sheet.source(), sheet.event()), submitter));
        }
        var wanted = new HashMap<String, String>();
        for (var i = 0; i < readouts.size(); i++) {
            if (readouts.get(i) instanceof Readout.Command(var command, var closed)) {
                wanted.putIfAbsent(events.get(i), command.content().sheet().toString());
            }
        }
        var holder = holders.get();
        var others = claims.claim(wanted, holder);
        for (var i = 0; i < readouts.size(); i++) {
            if (readouts.get(i) instanceof Readout.Command(var command, var closed)) {
                var claimed = others.getOrDefault(events.get(i), wanted.get(events.get(i)));
                if (claimed != null && !claimed.equals(command.content().sheet().toString())) {
                    readouts.set(i, new Readout.Refused(reused(sheets.get(i), claimed)));
                }
            }
        }
        var outcomes = submissions.submitRead(readouts);
        claims.release(useless(wanted, others, events, outcomes), holder);
        return outcomes;
    }

    /** The claims under which nothing counts. */
    private static Map<String, String> useless(
            Map<String, String> wanted, Map<String, String> others, List<String> events, List<Outcome> outcomes) {
        var useless = new HashMap<>(wanted);
        useless.keySet().removeAll(others.keySet());
        for (var i = 0; i < outcomes.size(); i++) {
            if (!(outcomes.get(i) instanceof Outcome.Refused)) {
                useless.remove(events.get(i));
            }
        }
        return useless;
    }

    private static Refusal reused(Sheet event, String sheet) {
        return new Refusal(
                "event-id-reused",
                409,
                new Text("Mã sự kiện đã dùng cho phiếu khác", "The event's id was used for another sheet"),
                new Text(
                        "Sự kiện “" + event.event() + "” của nguồn “" + event.source() + "” là của phiếu “" + sheet
                                + "”. Hãy gửi phiếu này với một id mới.",
                        "The event “" + event.event() + "” of the source “" + event.source()
                                + "” belongs to the sheet “" + sheet + "”. Send this sheet with a new id."),
                List.of(),
                Map.of("sheet", sheet));
    }
}
