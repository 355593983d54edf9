package vn.thidua.console.proceedings;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The proceedings as the ranking service tells them. */
record Proceedings(
        String board,
        List<Hold> holds,
        List<Discipline> disciplines,
        List<Preference> preferences,
        List<Ballot> ballots,
        List<Decision> decisions) {

    /** Nothing was decided yet. */
    public boolean isEmpty() {
        return holds.isEmpty()
                && disciplines.isEmpty()
                && preferences.isEmpty()
                && ballots.isEmpty()
                && decisions.isEmpty();
    }

    /** @param decidedBy the head's unit; absent for the City */
    record Act(
            Instant at,
            @Nullable String decidedBy,
            String reason,
            @Nullable String basis) {}

    record Hold(
            long number,
            String unit,
            Act placed,
            @Nullable Act confirmed,
            @Nullable Act released) {}

    record Discipline(
            long number,
            String unit,
            String demotion,
            Act recorded,
            @Nullable Act withdrawn) {}

    record Preference(
            long number,
            String unit,
            Act recorded,
            @Nullable Act withdrawn) {}

    record Ballot(
            long number,
            String round,
            String award,
            Map<String, Integer> votes,
            int members,
            int present,
            boolean counts,
            Act recorded,
            @Nullable Act withdrawn) {}

    record Decision(
            long number,
            String by,
            String award,
            List<String> order,
            Act recorded,
            @Nullable Act withdrawn) {}
}
