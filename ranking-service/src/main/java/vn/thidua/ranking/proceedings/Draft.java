package vn.thidua.ranking.proceedings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.ProceedingsRecorded.Ballot;
import vn.thidua.events.ProceedingsRecorded.Discipline;
import vn.thidua.events.ProceedingsRecorded.Hold;
import vn.thidua.events.ProceedingsRecorded.Preference;
import vn.thidua.events.ProceedingsRecorded.TieDecision;

/** The proceedings as they are after the next act, while that is put together. */
final class Draft {

    private final Proceedings before;
    final List<Hold> holds;
    final List<Discipline> disciplines;
    final List<Preference> preferences;
    final List<Ballot> ballots;
    final List<TieDecision> decisions;

    Draft(Proceedings before) {
        this.before = before;
        holds = new ArrayList<>(before.holds());
        disciplines = new ArrayList<>(before.disciplines());
        preferences = new ArrayList<>(before.preferences());
        ballots = new ArrayList<>(before.ballots());
        decisions = new ArrayList<>(before.decisions());
    }

    /** The number of what this act adds. */
    long number() {
        return before.revision() + 1;
    }

    Decision.Accepted recorded(Instant now) {
        return new Decision.Accepted(new Proceedings(
                before.board(),
                before.version(),
                Optional.of(new ProceedingsRecorded(
                        before.board(), number(), now, holds, disciplines, preferences, ballots, decisions))));
    }
}
