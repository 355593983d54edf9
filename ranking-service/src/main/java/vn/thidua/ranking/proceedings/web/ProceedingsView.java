package vn.thidua.ranking.proceedings.web;

import java.util.List;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.ProceedingsRecorded.Ballot;
import vn.thidua.events.ProceedingsRecorded.Discipline;
import vn.thidua.events.ProceedingsRecorded.Hold;
import vn.thidua.events.ProceedingsRecorded.Preference;
import vn.thidua.events.ProceedingsRecorded.TieDecision;
import vn.thidua.ranking.proceedings.Proceedings;

/** Everything that was decided on a board beside its marks, with what was released or withdrawn since. */
record ProceedingsView(
        String board,
        long revision,
        List<Hold> holds,
        List<Discipline> disciplines,
        List<Preference> preferences,
        List<Ballot> ballots,
        List<TieDecision> decisions) {

    static ProceedingsView of(Proceedings proceedings) {
        return proceedings
                .recorded()
                .map(ProceedingsView::of)
                .orElse(new ProceedingsView(
                        proceedings.board(), 0, List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    private static ProceedingsView of(ProceedingsRecorded recorded) {
        return new ProceedingsView(
                recorded.board(),
                recorded.revision(),
                recorded.holds(),
                recorded.disciplines(),
                recorded.preferences(),
                recorded.ballots(),
                recorded.decisions());
    }
}
