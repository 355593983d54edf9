package vn.thidua.ranking.proceedings;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ProceedingsRecorded.Act;
import vn.thidua.events.ProceedingsRecorded.Ballot;
import vn.thidua.events.ProceedingsRecorded.Discipline;
import vn.thidua.events.ProceedingsRecorded.Hold;
import vn.thidua.events.ProceedingsRecorded.Preference;
import vn.thidua.events.ProceedingsRecorded.TieDecision;
import vn.thidua.events.Standings.Status;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;

/** A step in the proceedings. Deciding is pure, and repeating a step harmless. Once results are final, none is taken. */
public sealed interface Step {

    /** Why, and on what legal basis. */
    Because because();

    /**
     * What comes of this step.
     *
     * @param by who takes it, and may
     */
    default Decision decide(Proceedings proceedings, Subject subject, Authority by, Instant now) {
        var act = new Act(
                now,
                by.capacity() == Capacity.CITY ? null : by.actor().unit(),
                because().reason(),
                because().basis());
        var decision = record(proceedings, subject, act);
        return decision instanceof Decision.Accepted && subject.standings().status() == Status.FINAL
                ? new Decision.Refused(Refusals.resultsFinal())
                : decision;
    }

    /** The step recorded as this act, whether it comes in time or not. */
    Decision record(Proceedings proceedings, Subject subject, Act act);

    /** @param basis the legal basis */
    record Because(String reason, @Nullable String basis) {

        boolean isThatOf(Act act) {
            return act.reason().equals(reason) && java.util.Objects.equals(act.basis(), basis);
        }
    }

    /** Tạm dừng xét: the unit is left out of the awards for now. */
    record PlaceHold(String unit, Because because) implements Step {

        @Override
        public Decision record(Proceedings proceedings, Subject subject, Act act) {
            if (!subject.hasMember(unit)) {
                return new Decision.Refused(Refusals.notAMember("/unit", unit));
            }
            if (proceedings.holds().stream()
                    .anyMatch(hold ->
                            hold.unit().equals(unit) && hold.released() == null && because.isThatOf(hold.placed()))) {
                return new Decision.Repeated(proceedings);
            }
            var draft = new Draft(proceedings);
            draft.holds.add(new Hold(draft.number(), unit, act, null, null));
            return draft.recorded(act.at());
        }
    }

    /** Results may become final with the unit still held. */
    record ConfirmHold(long number, Because because) implements Step {

        @Override
        public Decision record(Proceedings proceedings, Subject subject, Act act) {
            return Ending.of(proceedings, number, hold -> {
                        if (hold.confirmed() != null) {
                            return null;
                        }
                        return new Hold(hold.number(), hold.unit(), hold.placed(), act, null);
                    })
                    .decide(act);
        }
    }

    /** The hold is lifted. */
    record ReleaseHold(long number, Because because) implements Step {

        @Override
        public Decision record(Proceedings proceedings, Subject subject, Act act) {
            return Ending.of(
                            proceedings,
                            number,
                            hold -> new Hold(hold.number(), hold.unit(), hold.placed(), hold.confirmed(), act))
                    .decide(act);
        }
    }

    /** A fact that one of the score table's demotions applies to. */
    record RecordDiscipline(String unit, String demotion, Because because) implements Step {

        @Override
        public Decision record(Proceedings proceedings, Subject subject, Act act) {
            if (!subject.hasMember(unit)) {
                return new Decision.Refused(Refusals.notAMember("/unit", unit));
            }
            if (subject.demotion(demotion).isEmpty()) {
                return new Decision.Refused(Refusals.notInTheTable("/demotion", demotion));
            }
            if (proceedings.disciplines().stream()
                    .anyMatch(discipline -> discipline.unit().equals(unit)
                            && discipline.demotion().equals(demotion)
                            && discipline.withdrawn() == null)) {
                return new Decision.Repeated(proceedings);
            }
            var draft = new Draft(proceedings);
            draft.disciplines.add(new Discipline(draft.number(), unit, demotion, act, null));
            return draft.recorded(act.at());
        }
    }

    /** The law prefers this unit among equals. */
    record RecordPreference(String unit, Because because) implements Step {

        @Override
        public Decision record(Proceedings proceedings, Subject subject, Act act) {
            if (!subject.hasMember(unit)) {
                return new Decision.Refused(Refusals.notAMember("/unit", unit));
            }
            if (!subject.chain().contains(vn.thidua.events.TableRules.TieBreak.By.PREFERENCE)) {
                return new Decision.Refused(Refusals.notInTheTable("", "PREFERENCE"));
            }
            if (proceedings.preferences().stream()
                    .anyMatch(preference -> preference.unit().equals(unit) && preference.withdrawn() == null)) {
                return new Decision.Repeated(proceedings);
            }
            var draft = new Draft(proceedings);
            draft.preferences.add(new Preference(draft.number(), unit, act, null));
            return draft.recorded(act.at());
        }
    }

    /**
     * The closed tally of a ballot on a tie that is still undecided.
     *
     * @param votes by unit
     * @param present how many members were present
     */
    record RecordBallot(Ballot.Round round, Map<String, Integer> votes, int present, Because because) implements Step {

        public RecordBallot {
            votes = Map.copyOf(new TreeMap<>(votes));
        }

        @Override
        public Decision record(Proceedings proceedings, Subject subject, Act act) {
            return new TieStep(proceedings, subject, act).ballot(this);
        }
    }

    /** An order of units that are still tied, best first; of head and deputy, or of the City. */
    record DecideTie(TieDecision.By by, List<String> order, Because because) implements Step {

        public DecideTie {
            order = List.copyOf(order);
        }

        @Override
        public Decision record(Proceedings proceedings, Subject subject, Act act) {
            return new TieStep(proceedings, subject, act).decision(this);
        }
    }

    /** A discipline, a preference, a ballot or a decision was recorded wrongly. */
    record Withdraw(long number, Because because) implements Step {

        @Override
        public Decision record(Proceedings proceedings, Subject subject, Act act) {
            return Withdrawal.of(proceedings, number, act);
        }
    }
}
