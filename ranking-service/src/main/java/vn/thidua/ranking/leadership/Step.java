package vn.thidua.ranking.leadership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.LeadershipNominated;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;
import vn.thidua.identity.Authority;
import vn.thidua.ranking.leadership.Decision.Accepted;
import vn.thidua.ranking.leadership.Decision.Refused;
import vn.thidua.ranking.leadership.Decision.Repeated;
import vn.thidua.ranking.leadership.Leadership.Agreed;
import vn.thidua.ranking.leadership.Leadership.Consented;
import vn.thidua.ranking.leadership.Leadership.Nominated;
import vn.thidua.ranking.leadership.Leadership.Nomination;
import vn.thidua.ranking.leadership.Leadership.Open;

/** A step in the dialogue that chooses next year's head and deputy. Deciding is pure, and repeating a step harmless. */
public sealed interface Step {

    /**
     * What comes of this step.
     *
     * @param opened the board's definition, with the members whose consent is needed
     * @param by who takes it, and may
     */
    Decision decide(Leadership leadership, ScoringOpened opened, Authority by, Instant now);

    /** Giới thiệu: a member introduces a head and a deputy. It replaces an earlier nomination and its consents. */
    record Nominate(String head, String deputy, String nominatedBy) implements Step {

        @Override
        public Decision decide(Leadership leadership, ScoringOpened opened, Authority by, Instant now) {
            var refusal = Refusals.of(this, opened);
            if (refusal != null) {
                return new Refused(refusal);
            }
            var nomination = new Nomination(member(opened, head), member(opened, deputy), nominatedBy);
            if (nomination.equals(leadership.onTheTable())) {
                return new Repeated(leadership);
            }
            return switch (leadership) {
                case Agreed agreed -> new Refused(Refusals.alreadyAgreed(agreed));
                case Open open -> nominated(open, nomination, opened, now);
                case Nominated earlier -> nominated(earlier, nomination, opened, now);
            };
        }

        private static Decision nominated(Leadership before, Nomination nomination, ScoringOpened opened, Instant now) {
            var revision = before.revision() + 1;
            return new Accepted(
                    new Nominated(before.board(), before.version(), revision, nomination, List.of()),
                    Optional.of(new LeadershipNominated(
                            before.board(),
                            revision,
                            now,
                            opened.cluster(),
                            Leadership.termYear(opened),
                            nomination.head(),
                            nomination.deputy(),
                            nomination.nominatedBy(),
                            opened.members())));
        }

        private static UnitRef member(ScoringOpened opened, String id) {
            return opened.members().stream()
                    .filter(member -> member.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * A member consents to the nomination on the table.
     *
     * @param nomination the revision of the nomination it means; {@code null} for whichever stands
     */
    record Consent(String unit, @Nullable Long nomination) implements Step {

        @Override
        public Decision decide(Leadership leadership, ScoringOpened opened, Authority by, Instant now) {
            if (opened.members().stream().noneMatch(member -> member.id().equals(unit))) {
                return new Refused(Refusals.consentOfStranger(unit));
            }
            return switch (leadership) {
                case Open open -> new Refused(Refusals.nothingNominated());
                case Agreed agreed -> new Repeated(agreed);
                case Nominated nominated
                when nomination != null && nomination != nominated.revision() ->
                    new Refused(Refusals.otherNomination(nominated));
                case Nominated nominated
                when nominated.consents().stream()
                        .anyMatch(given -> given.unit().equals(unit)) -> new Repeated(nominated);
                case Nominated nominated -> {
                    var consents = new ArrayList<>(nominated.consents());
                    consents.add(new Consented(unit, by, now));
                    yield new Accepted(
                            new Nominated(
                                    nominated.board(),
                                    nominated.version(),
                                    nominated.revision(),
                                    nominated.nomination(),
                                    consents),
                            Optional.empty());
                }
            };
        }
    }

    /** Thống nhất: settles the nomination once every member has consented. */
    record Agree() implements Step {

        @Override
        public Decision decide(Leadership leadership, ScoringOpened opened, Authority by, Instant now) {
            return switch (leadership) {
                case Open open -> new Refused(Refusals.nothingNominated());
                case Agreed agreed -> new Repeated(agreed);
                case Nominated nominated -> {
                    var awaiting = Leadership.awaiting(opened, nominated.consents());
                    yield awaiting.isEmpty()
                            ? agreed(nominated, opened, now)
                            : new Refused(Refusals.consentsMissing(awaiting));
                }
            };
        }

        private static Decision agreed(Nominated nominated, ScoringOpened opened, Instant now) {
            var revision = nominated.revision() + 1;
            var effectiveFrom = LocalDate.of(Leadership.termYear(opened), 1, 1);
            var nomination = nominated.nomination();
            return new Accepted(
                    new Agreed(
                            nominated.board(),
                            nominated.version(),
                            revision,
                            nomination,
                            nominated.consents(),
                            effectiveFrom),
                    Optional.of(new LeadershipAgreed(
                            nominated.board(),
                            revision,
                            now,
                            opened.cluster(),
                            Leadership.termYear(opened),
                            effectiveFrom,
                            nomination.head(),
                            nomination.deputy(),
                            opened.members())));
        }
    }
}
