package vn.thidua.ranking.proceedings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import vn.thidua.events.ProceedingsRecorded.Act;
import vn.thidua.events.ProceedingsRecorded.Ballot;
import vn.thidua.events.ProceedingsRecorded.TieDecision;
import vn.thidua.events.Standings.AwardTie;
import vn.thidua.events.Standings.Status;
import vn.thidua.events.TableRules.TieBreak.By;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.rules.Votes;

/** A step on a tie: only on one that lies across an award's edge, and only after what comes first in the table's chain. */
record TieStep(Proceedings proceedings, Subject subject, Act act) {

    Decision ballot(Step.RecordBallot step) {
        var units = step.votes().keySet();
        var earlier = proceedings.standingBallots().stream()
                .filter(ballot ->
                        ballot.round() == step.round() && shares(ballot.votes().keySet(), units))
                .findFirst();
        if (earlier.isPresent()) {
            var same =
                    earlier.get().votes().equals(step.votes()) && earlier.get().present() == step.present();
            return same
                    ? new Decision.Repeated(proceedings)
                    : new Decision.Refused(
                            Refusals.alreadyRecorded(earlier.get().number()));
        }
        var by = switch (step.round()) {
            case FIRST -> By.FIRST_BALLOT;
            case SECOND -> By.SECOND_BALLOT;
        };
        var tie = subject.undecided(units);
        var refusal = refusal(by, units, tie).or(() -> votes(step, tie.orElseThrow()));
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        var open = tie.orElseThrow();
        var draft = new Draft(proceedings);
        draft.ballots.add(new Ballot(
                draft.number(),
                step.round(),
                open.award(),
                step.votes(),
                subject.opened().members().size(),
                step.present(),
                reaches(step, open),
                act,
                null));
        return draft.recorded(act.at());
    }

    Decision decision(Step.DecideTie step) {
        var earlier = proceedings.standingDecisions().stream()
                .filter(decision -> decision.by() == step.by() && shares(decision.order(), step.order()))
                .findFirst();
        if (earlier.isPresent()) {
            return earlier.get().order().equals(step.order())
                    ? new Decision.Repeated(proceedings)
                    : new Decision.Refused(
                            Refusals.alreadyRecorded(earlier.get().number()));
        }
        if (new HashSet<>(step.order()).size() < step.order().size()) {
            return new Decision.Refused(Refusals.twice());
        }
        var by = switch (step.by()) {
            case LEADERS -> By.LEADERS;
            case CITY -> By.CITY;
        };
        var tie = subject.undecided(step.order());
        var refusal = refusal(by, step.order(), tie);
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        var draft = new Draft(proceedings);
        draft.decisions.add(
                new TieDecision(draft.number(), step.by(), tie.orElseThrow().award(), step.order(), act, null));
        return draft.recorded(act.at());
    }

    private Optional<Refusal> refusal(By step, Collection<String> units, Optional<AwardTie> tie) {
        var chain = subject.chain();
        if (!chain.contains(step)) {
            return Optional.of(Refusals.notInTheTable("", step.name()));
        }
        if (subject.standings().status() == Status.OPEN) {
            return Optional.of(Refusals.notClosed());
        }
        if (units.isEmpty() || tie.isEmpty()) {
            return Optional.of(Refusals.noSuchTie(units));
        }
        return chain.subList(0, chain.indexOf(step)).stream()
                .filter(before -> !isHeld(before, units))
                .findFirst()
                .map(Refusals::firstOf);
    }

    /** Whether a ballot that the chain has first was held. What points decide needs nobody to do anything. */
    private boolean isHeld(By step, Collection<String> units) {
        return switch (step) {
            case FIRST_BALLOT -> isHeld(Ballot.Round.FIRST, units);
            case SECOND_BALLOT -> isHeld(Ballot.Round.SECOND, units);
            case CRITERION, GROUP, BASE, BONUS, PENALTY, SELF, PREFERENCE, LEADERS, CITY -> true;
        };
    }

    private boolean isHeld(Ballot.Round round, Collection<String> units) {
        return proceedings.standingBallots().stream()
                .anyMatch(ballot ->
                        ballot.round() == round && ballot.votes().keySet().containsAll(units));
    }

    private Optional<Refusal> votes(Step.RecordBallot step, AwardTie tie) {
        var members = subject.opened().members().size();
        if (step.present() < 1 || step.present() > members) {
            return Optional.of(Refusals.present(members));
        }
        var most = (long) step.present() * subject.placesLeft(tie);
        var cast = step.votes().values().stream().mapToLong(Integer::longValue).sum();
        if (cast > most || step.votes().values().stream().anyMatch(votes -> votes < 0 || votes > step.present())) {
            return Optional.of(Refusals.tooManyVotes(most));
        }
        return subject.quorums().stream()
                .filter(quorum -> !Votes.reach(quorum, step.present(), members, step.present()))
                .findFirst()
                .map(quorum -> Refusals.noQuorum(quorum, step.present(), members));
    }

    /** Whether each unit that would get the award has the votes that it needs. */
    private boolean reaches(Step.RecordBallot step, AwardTie tie) {
        var members = subject.opened().members().size();
        var votes = new ArrayList<>(step.votes().values());
        votes.sort(Comparator.reverseOrder());
        List<Integer> best = votes.subList(0, subject.placesLeft(tie));
        return subject.threshold(tie.award())
                .map(threshold -> best.stream().allMatch(each -> Votes.reach(threshold, each, members, step.present())))
                .orElse(true);
    }

    private static boolean shares(Collection<String> some, Collection<String> others) {
        return some.stream().anyMatch(others::contains);
    }
}
