package vn.thidua.ranking.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.LeadershipAgreed;
import vn.thidua.events.LeadershipNominated;
import vn.thidua.events.RankingEvent;
import vn.thidua.events.ScoringOpened;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.ranking.Case;
import vn.thidua.ranking.leadership.Decision.Accepted;
import vn.thidua.ranking.leadership.Decision.Refused;
import vn.thidua.ranking.leadership.Decision.Repeated;
import vn.thidua.ranking.leadership.Leadership.Agreed;
import vn.thidua.ranking.leadership.Leadership.Consented;
import vn.thidua.ranking.leadership.Leadership.Nominated;
import vn.thidua.ranking.leadership.Leadership.Open;
import vn.thidua.ranking.leadership.Step.Agree;
import vn.thidua.ranking.leadership.Step.Consent;
import vn.thidua.ranking.leadership.Step.Nominate;

@DisplayName("Next year's head and deputy are nominated, consented to by every member, agreed")
class LeadershipDialogueTest {

    private static final Instant NOW = Instant.parse("2019-11-05T10:00:00Z");
    private static final Authority BY =
            new Authority(new Actor("he-thong-hbt", Role.DISTRICT, "HBT", true), Capacity.HEAD);
    private static final Nominate DD_AND_HK = new Nominate("DD", "HK", "HBT");

    private final ScoringOpened opened = Case.of("HBT", "DD", "HK").opened();
    private final Leadership open = new Open(opened.board());

    @Test
    @DisplayName("a nomination is told to all members, and waits for each of them")
    void aNominationIsTold() {
        var accepted = accepted(DD_AND_HK.decide(open, opened, BY, NOW));

        assertThat(accepted.fact()).get().isInstanceOfSatisfying(LeadershipNominated.class, told -> {
            assertThat(told.revision()).isEqualTo(1);
            assertThat(told.termYear()).isEqualTo(2020);
            assertThat(told.head().name()).isEqualTo("Quận DD");
            assertThat(told.deputy().name()).isEqualTo("Quận HK");
            assertThat(told.nominatedBy()).isEqualTo("HBT");
            assertThat(told.members()).isEqualTo(opened.members());
        });
        assertThat(Leadership.awaiting(opened, ((Nominated) accepted.next()).consents()))
                .containsExactly("HBT", "DD", "HK");
    }

    @Test
    @DisplayName("every member consents, then the pair is agreed from January 1st")
    void everyMemberConsents() {
        var agreed = accepted(
                new Agree().decide(after(DD_AND_HK, consent("HBT"), consent("HK"), consent("DD")), opened, BY, NOW));

        assertThat(agreed.fact()).get().isInstanceOfSatisfying(LeadershipAgreed.class, told -> {
            assertThat(told.revision()).isEqualTo(2);
            assertThat(told.effectiveFrom()).isEqualTo(LocalDate.of(2020, 1, 1));
            assertThat(told.head().id()).isEqualTo("DD");
        });
        assertThat(((Agreed) agreed.next()).consents())
                .extracting(Consented::unit)
                .containsExactly("HBT", "HK", "DD");
    }

    @Test
    @DisplayName("steps taken again change nothing")
    void stepsTakenAgain() {
        var nominated = after(DD_AND_HK, consent("HBT"));
        assertThat(DD_AND_HK.decide(nominated, opened, BY, NOW)).isEqualTo(new Repeated(nominated));
        assertThat(consent("HBT").decide(nominated, opened, BY, NOW)).isEqualTo(new Repeated(nominated));

        var agreed = after(DD_AND_HK, consent("HBT"), consent("DD"), consent("HK"), new Agree());
        assertThat(new Agree().decide(agreed, opened, BY, NOW)).isEqualTo(new Repeated(agreed));
        assertThat(DD_AND_HK.decide(agreed, opened, BY, NOW)).isEqualTo(new Repeated(agreed));
        assertThat(consent("HK").decide(agreed, opened, BY, NOW)).isEqualTo(new Repeated(agreed));
    }

    @Test
    @DisplayName("another nomination replaces the first, and its consents")
    void anotherNominationReplaces() {
        var replaced = accepted(new Nominate("HK", "DD", "HBT")
                .decide(after(DD_AND_HK, consent("HBT"), consent("DD")), opened, BY, NOW));

        assertThat(replaced.fact()).map(RankingEvent::revision).hasValue(2L);
        assertThat(((Nominated) replaced.next()).consents()).isEmpty();
    }

    @Test
    @DisplayName("not agreed while consents are missing, and who is awaited is said")
    void notAgreedWhileConsentsAreMissing() {
        var refusal = refused(new Agree().decide(after(DD_AND_HK, consent("HBT")), opened, BY, NOW));

        assertThat(refusal.slug()).isEqualTo("consents-missing");
        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.more()).containsEntry("awaiting", List.of("DD", "HK"));
    }

    @Test
    @DisplayName("nothing to consent to or to agree on before a nomination")
    void nothingBeforeANomination() {
        assertThat(refused(consent("HBT").decide(open, opened, BY, NOW)).slug()).isEqualTo("nothing-nominated");
        assertThat(refused(new Agree().decide(open, opened, BY, NOW)).slug()).isEqualTo("nothing-nominated");
    }

    @Test
    @DisplayName("head and deputy are two members, introduced by a member")
    void headAndDeputyAreTwoMembers() {
        var same = refused(new Nominate("DD", "DD", "HBT").decide(open, opened, BY, NOW));
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.violations())
                .extracting(Violation::pointer, Violation::rule)
                .containsExactly(tuple("/deputy", "same-as-head"));

        var strangers = refused(new Nominate("XX", "YY", "ZZ").decide(open, opened, BY, NOW));
        assertThat(strangers.violations())
                .extracting(violation -> violation.pointer() + " " + violation.rule())
                .containsExactly("/deputy not-a-member", "/head not-a-member", "/nominatedBy not-a-member");
    }

    @Test
    @DisplayName("only members consent")
    void onlyMembersConsent() {
        var refusal = refused(consent("XX").decide(after(DD_AND_HK), opened, BY, NOW));

        assertThat(refusal.slug()).isEqualTo("consent-invalid");
        assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly("/unit");
    }

    @Test
    @DisplayName("a consent to a nomination that was replaced does not count for the new one")
    void aConsentMeansTheNominationThatWasSeen() {
        var replaced = after(DD_AND_HK, new Nominate("HK", "DD", "HBT"));

        assertThat(refused(new Consent("HBT", 1L).decide(replaced, opened, BY, NOW))
                        .status())
                .isEqualTo(412);
        assertThat(new Consent("HBT", 2L).decide(replaced, opened, BY, NOW)).isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName("nobody else is nominated once a pair is agreed")
    void nobodyElseOnceAgreed() {
        var agreed = after(DD_AND_HK, consent("HBT"), consent("DD"), consent("HK"), new Agree());

        assertThat(refused(new Nominate("HK", "DD", "HBT").decide(agreed, opened, BY, NOW))
                        .slug())
                .isEqualTo("leadership-agreed");
    }

    private Leadership after(Step... steps) {
        var leadership = open;
        for (var step : steps) {
            leadership = accepted(step.decide(leadership, opened, BY, NOW)).next();
        }
        return leadership;
    }

    private static Consent consent(String unit) {
        return new Consent(unit, null);
    }

    private static Accepted accepted(Decision decision) {
        return (Accepted) decision;
    }

    private static Refusal refused(Decision decision) {
        return ((Refused) decision).refusal();
    }
}
