package vn.thidua.ranking.leadership.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;
import vn.thidua.ranking.leadership.Leadership;
import vn.thidua.ranking.leadership.Leadership.Agreed;
import vn.thidua.ranking.leadership.Leadership.Nominated;
import vn.thidua.ranking.leadership.Leadership.Nomination;
import vn.thidua.ranking.leadership.Leadership.Open;
import vn.thidua.ranking.leadership.Rotation.Standing;

/**
 * Where the choice of next year's head and deputy stands.
 *
 * @param termYear the year they lead the cluster in
 * @param awaiting the members whose consent is still missing, in the cluster's order
 */
record LeadershipView(
        String board,
        int termYear,
        State state,
        @Nullable UnitRef head,
        @Nullable UnitRef deputy,
        @Nullable String nominatedBy,
        List<String> consents,
        List<String> awaiting,
        @Nullable LocalDate effectiveFrom) {

    enum State {
        NONE,
        NOMINATED,
        AGREED
    }

    static LeadershipView of(Standing standing) {
        var opened = standing.opened();
        return switch (standing.leadership()) {
            case Open open ->
                new LeadershipView(
                        open.board(),
                        Leadership.termYear(opened),
                        State.NONE,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null);
            case Nominated nominated ->
                view(State.NOMINATED, nominated.nomination(), nominated.consents(), opened, null);
            case Agreed agreed ->
                view(State.AGREED, agreed.nomination(), agreed.consents(), opened, agreed.effectiveFrom());
        };
    }

    private static LeadershipView view(
            State state,
            Nomination nomination,
            Set<String> consents,
            ScoringOpened opened,
            @Nullable LocalDate effectiveFrom) {
        return new LeadershipView(
                opened.board(),
                Leadership.termYear(opened),
                state,
                nomination.head(),
                nomination.deputy(),
                nomination.nominatedBy(),
                List.copyOf(consents),
                Leadership.awaiting(opened, consents),
                effectiveFrom);
    }
}
