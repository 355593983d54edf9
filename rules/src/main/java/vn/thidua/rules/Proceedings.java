package vn.thidua.rules;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What was decided beside the marks, as it stands now. The order within each list means nothing.
 *
 * @param recusals who does not score whom
 * @param holds who is left out of the awards for now; a hold that was released is not in it
 * @param disciplines what the table's demotions apply to
 * @param preferences who has statutory preference in a tie
 * @param ballots tallies of ballots on ties
 * @param decisions orders of tied units that head and deputy, or the City, decided
 */
public record Proceedings(
        Set<Recusal> recusals,
        Set<EligibilityHold> holds,
        Set<Discipline> disciplines,
        Set<Preference> preferences,
        Set<Ballot> ballots,
        Set<TieDecision> decisions) {

    public static final Proceedings NONE = new Proceedings(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    /** @throws IllegalArgumentException when a unit is in two ballots of one round, or in two decisions of one body */
    public Proceedings {
        recusals = Set.copyOf(recusals);
        holds = Set.copyOf(holds);
        disciplines = Set.copyOf(disciplines);
        preferences = Set.copyOf(preferences);
        ballots = Set.copyOf(ballots);
        decisions = Set.copyOf(decisions);
        for (var round : Ballot.Round.values()) {
            once(
                    ballots.stream().filter(ballot -> ballot.round() == round).toList(),
                    ballot -> ballot.votes().keySet());
        }
        for (var by : TieDecision.By.values()) {
            once(decisions.stream().filter(decision -> decision.by() == by).toList(), TieDecision::order);
        }
    }

    private static <T> void once(List<T> all, Function<T, Collection<String>> units) {
        var seen = new HashSet<String>();
        for (var one : all) {
            for (var unit : units.apply(one)) {
                if (!seen.add(unit)) {
                    throw new IllegalArgumentException(unit + " is in " + one + " and in another");
                }
            }
        }
    }

    /** These recusals and holds, and nothing else. */
    public static Proceedings of(Collection<Recusal> recusals, Collection<EligibilityHold> holds) {
        return new Proceedings(Set.copyOf(recusals), Set.copyOf(holds), Set.of(), Set.of(), Set.of(), Set.of());
    }

    Optional<Recusal> recusal(String scorer, String target) {
        return recusals.stream()
                .filter(recusal ->
                        recusal.scorer().equals(scorer) && recusal.target().equals(target))
                .min((one, other) -> one.reason().compareTo(other.reason()));
    }

    Optional<Ballot> ballot(Ballot.Round round, Collection<String> units) {
        return ballots.stream()
                .filter(ballot ->
                        ballot.round() == round && ballot.votes().keySet().containsAll(units))
                .findFirst();
    }

    Optional<TieDecision> decision(TieDecision.By by, Collection<String> units) {
        return decisions.stream()
                .filter(decision ->
                        decision.by() == by && Set.copyOf(decision.order()).containsAll(units))
                .findFirst();
    }

    /** A scorer that does not score this unit: it leaves both the mean and the expectation. */
    public record Recusal(String scorer, String target, String reason) {

        public Recusal {
            requireNonNull(scorer, "scorer");
            requireNonNull(target, "target");
            requireNonNull(reason, "reason");
        }
    }

    /** Tạm dừng xét: no award while discipline, an inspection or a complaint is open. */
    public record EligibilityHold(String unit, String reason) {

        public EligibilityHold {
            requireNonNull(unit, "unit");
            requireNonNull(reason, "reason");
        }
    }

    /**
     * A fact that one of the table's demotions applies to.
     *
     * @param demotion the code of the demotion
     */
    public record Discipline(String unit, String demotion, String reason) {

        public Discipline {
            requireNonNull(unit, "unit");
            requireNonNull(demotion, "demotion");
            requireNonNull(reason, "reason");
        }
    }

    /** A unit that the law prefers among equals: a woman, or a collective with at least 70% women. */
    public record Preference(String unit, String reason) {

        public Preference {
            requireNonNull(unit, "unit");
            requireNonNull(reason, "reason");
        }
    }

    /** The closed tally of a ballot on a tie: votes by unit. Who voted for whom is nowhere here. */
    public record Ballot(Round round, Map<String, Integer> votes) {

        public Ballot {
            requireNonNull(round, "round");
            votes = Map.copyOf(new TreeMap<>(votes));
        }

        /** There are at most two. */
        public enum Round {
            FIRST,
            SECOND
        }
    }

    /** An order of tied units, best first, that was decided. */
    public record TieDecision(By by, List<String> order, String reason) {

        public TieDecision {
            requireNonNull(by, "by");
            requireNonNull(reason, "reason");
            order = List.copyOf(order);
        }

        /** Who decided. */
        public enum By {
            LEADERS,
            CITY
        }
    }
}
