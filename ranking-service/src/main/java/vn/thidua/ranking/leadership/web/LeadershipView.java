package vn.thidua.ranking.leadership.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;
import vn.thidua.identity.Capacity;
import vn.thidua.ranking.leadership.Leadership;
import vn.thidua.ranking.leadership.Leadership.Agreed;
import vn.thidua.ranking.leadership.Leadership.Consented;
import vn.thidua.ranking.leadership.Leadership.Nominated;
import vn.thidua.ranking.leadership.Leadership.Nomination;
import vn.thidua.ranking.leadership.Leadership.Open;
import vn.thidua.ranking.leadership.Rotation.Standing;

/**
 * Where the choice of next year's head and deputy stands.
 *
 * @param termYear the year they lead the cluster in
 * @param consents the members that have consented, in the order in which they did
 * @param consented who consented for them; absent for the public
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
        @Nullable List<Who> consented,
        List<String> awaiting,
        @Nullable LocalDate effectiveFrom) {

    enum State {
        NONE,
        NOMINATED,
        AGREED
    }

    /**
     * A consent and who gave it.
     *
     * @param account of the person or the program; absent for consents from before accounts were asked for, as are the
     *     other two
     * @param capacity in which it consented, as of that time
     */
    record Who(
            String unit,
            @Nullable String account,
            @Nullable Capacity capacity,
            @Nullable Instant at) {

        private static Who of(Consented consent) {
            var by = consent.by();
            return new Who(
                    consent.unit(),
                    by == null ? null : by.actor().id(),
                    by == null ? null : by.capacity(),
                    consent.at());
        }
    }

    /** @param withAccounts whether the reader sees who consented, and not only for which units */
    static LeadershipView of(Standing standing, boolean withAccounts) {
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
                        withAccounts ? List.of() : null,
                        List.of(),
                        null);
            case Nominated nominated ->
                view(State.NOMINATED, nominated.nomination(), nominated.consents(), withAccounts, opened, null);
            case Agreed agreed ->
                view(
                        State.AGREED,
                        agreed.nomination(),
                        agreed.consents(),
                        withAccounts,
                        opened,
                        agreed.effectiveFrom());
        };
    }

    private static LeadershipView view(
            State state,
            Nomination nomination,
            List<Consented> consents,
            boolean withAccounts,
            ScoringOpened opened,
            @Nullable LocalDate effectiveFrom) {
        return new LeadershipView(
                opened.board(),
                Leadership.termYear(opened),
                state,
                nomination.head(),
                nomination.deputy(),
                nomination.nominatedBy(),
                consents.stream().map(Consented::unit).toList(),
                withAccounts ? consents.stream().map(Who::of).toList() : null,
                Leadership.awaiting(opened, consents),
                effectiveFrom);
    }
}
