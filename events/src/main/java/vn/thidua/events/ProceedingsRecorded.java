package vn.thidua.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was decided on a board beside its marks: holds, disciplines, preferences, ballots on ties and decisions on them.
 * Carries all of it as it stands, with what was released or withdrawn, so that the newest of these facts is all that has
 * to be known. Each entry has the number of the revision that it came with.
 *
 * @param revision how many acts there were
 * @param holds who is left out of the awards
 * @param disciplines what demotions of the score table apply to
 * @param preferences whom the law prefers in a tie
 * @param ballots closed tallies; who voted for whom is nowhere
 * @param decisions orders of tied units, decided by head and deputy or by the City
 */
public record ProceedingsRecorded(
        String board,
        long revision,
        Instant occurredAt,
        List<Hold> holds,
        List<Discipline> disciplines,
        List<Preference> preferences,
        List<Ballot> ballots,
        List<TieDecision> decisions)
        implements RankingEvent {

    public ProceedingsRecorded {
        requireNonNull(board, "board");
        requireNonNull(occurredAt, "occurredAt");
        holds = Required.list(holds, "holds");
        disciplines = Required.list(disciplines, "disciplines");
        preferences = Required.list(preferences, "preferences");
        ballots = Required.list(ballots, "ballots");
        decisions = Required.list(decisions, "decisions");
    }

    @Override
    public String subject() {
        return board + "/proceedings";
    }

    /**
     * When something was decided, by whom and why.
     *
     * @param decidedBy the unit that decided it as head; absent means the City committee
     * @param basis the legal basis
     */
    public record Act(
            Instant at,
            @Nullable String decidedBy,
            String reason,
            @Nullable String basis) {

        public Act {
            requireNonNull(at, "at");
            requireNonNull(reason, "reason");
        }
    }

    /**
     * Tạm dừng xét: no award while it stands.
     *
     * @param confirmed there when results may become final with the unit still held
     * @param released there when it holds no more
     */
    public record Hold(
            long number,
            String unit,
            Act placed,
            @Nullable Act confirmed,
            @Nullable Act released) {

        public Hold {
            requireNonNull(unit, "unit");
            requireNonNull(placed, "placed");
        }
    }

    /**
     * A fact that one of the score table's demotions applies to.
     *
     * @param demotion the code of the demotion
     */
    public record Discipline(
            long number,
            String unit,
            String demotion,
            Act recorded,
            @Nullable Act withdrawn) {

        public Discipline {
            requireNonNull(unit, "unit");
            requireNonNull(demotion, "demotion");
            requireNonNull(recorded, "recorded");
        }
    }

    /** A unit that the law prefers among equals. */
    public record Preference(
            long number,
            String unit,
            Act recorded,
            @Nullable Act withdrawn) {

        public Preference {
            requireNonNull(unit, "unit");
            requireNonNull(recorded, "recorded");
        }
    }

    /**
     * The closed tally of a ballot on a tie.
     *
     * @param award the code of the award that it is about
     * @param votes by unit
     * @param members how many members the cluster has
     * @param present how many were present
     * @param counts whether it reached what the award needs; one that did not breaks no tie
     */
    public record Ballot(
            long number,
            Round round,
            String award,
            Map<String, Integer> votes,
            int members,
            int present,
            boolean counts,
            Act recorded,
            @Nullable Act withdrawn) {

        public Ballot {
            requireNonNull(round, "round");
            requireNonNull(award, "award");
            votes = Required.sortedMap(votes, "votes");
            requireNonNull(recorded, "recorded");
        }

        /** There are at most two. */
        public enum Round {
            FIRST,
            SECOND
        }
    }

    /**
     * An order of tied units, best first.
     *
     * @param award the code of the award that it is about
     */
    public record TieDecision(
            long number,
            By by,
            String award,
            List<String> order,
            Act recorded,
            @Nullable Act withdrawn) {

        public TieDecision {
            requireNonNull(by, "by");
            requireNonNull(award, "award");
            order = Required.list(order, "order");
            requireNonNull(recorded, "recorded");
        }

        /** Who decided. */
        public enum By {
            /** Head and deputy. */
            LEADERS,
            CITY
        }
    }
}
