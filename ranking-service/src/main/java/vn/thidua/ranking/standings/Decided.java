package vn.thidua.ranking.standings;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.HashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ProceedingsRecorded;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringOpened;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.Proceedings.Ballot;
import vn.thidua.rules.Proceedings.Discipline;
import vn.thidua.rules.Proceedings.EligibilityHold;
import vn.thidua.rules.Proceedings.Preference;
import vn.thidua.rules.Proceedings.Recusal;
import vn.thidua.rules.Proceedings.TieDecision;

/** What was decided beside the marks, as the rules take it: without what was released, withdrawn or does not count. */
final class Decided {

    private Decided() {}

    static Proceedings of(
            @Nullable ProceedingsRecorded recorded, @Nullable ScorerRecused recused, @Nullable ScoringOpened opened) {
        var recusals = recused == null || opened == null ? Set.<Recusal>of() : recusals(recused, opened);
        if (recorded == null) {
            return Proceedings.of(recusals, Set.of());
        }
        return new Proceedings(
                recusals,
                recorded.holds().stream()
                        .filter(hold -> hold.released() == null)
                        .map(hold ->
                                new EligibilityHold(hold.unit(), hold.placed().reason()))
                        .collect(toUnmodifiableSet()),
                recorded.disciplines().stream()
                        .filter(discipline -> discipline.withdrawn() == null)
                        .map(discipline -> new Discipline(
                                discipline.unit(),
                                discipline.demotion(),
                                discipline.recorded().reason()))
                        .collect(toUnmodifiableSet()),
                recorded.preferences().stream()
                        .filter(preference -> preference.withdrawn() == null)
                        .map(preference -> new Preference(
                                preference.unit(), preference.recorded().reason()))
                        .collect(toUnmodifiableSet()),
                recorded.ballots().stream()
                        .filter(ballot -> ballot.counts() && ballot.withdrawn() == null)
                        .map(ballot -> new Ballot(round(ballot.round()), ballot.votes()))
                        .collect(toUnmodifiableSet()),
                recorded.decisions().stream()
                        .filter(decision -> decision.withdrawn() == null)
                        .map(decision -> new TieDecision(
                                by(decision.by()),
                                decision.order(),
                                decision.recorded().reason()))
                        .collect(toUnmodifiableSet()));
    }

    /** One for each member that a scorer does not score: where two say why, the later one does. */
    private static Set<Recusal> recusals(ScorerRecused recused, ScoringOpened opened) {
        var reasons = new HashMap<String, Recusal>();
        for (var recusal : recused.recusals()) {
            for (var member : opened.members()) {
                if (recusal.covers(recusal.scorer(), member.id())) {
                    reasons.put(
                            recusal.scorer() + "/" + member.id(),
                            new Recusal(recusal.scorer(), member.id(), recusal.reason()));
                }
            }
        }
        return Set.copyOf(reasons.values());
    }

    private static Ballot.Round round(ProceedingsRecorded.Ballot.Round round) {
        return switch (round) {
            case FIRST -> Ballot.Round.FIRST;
            case SECOND -> Ballot.Round.SECOND;
        };
    }

    private static TieDecision.By by(ProceedingsRecorded.TieDecision.By by) {
        return switch (by) {
            case LEADERS -> TieDecision.By.LEADERS;
            case CITY -> TieDecision.By.CITY;
        };
    }
}
