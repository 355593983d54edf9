package vn.thidua.ranking.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.UnitRef;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Capacity;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.ranking.Case;
import vn.thidua.ranking.leadership.Leadership.Agreed;
import vn.thidua.ranking.leadership.Leadership.Nominated;
import vn.thidua.ranking.leadership.Leadership.Nomination;
import vn.thidua.ranking.leadership.Leadership.Open;
import vn.thidua.ranking.leadership.LeadershipPolicy.Ruling;

@DisplayName("Who may see and take part in the choice of HBT, DD and HK, headed by DD")
class LeadershipPolicyTest {

    private final ScoringOpened opened = Case.of("HBT", "DD", "HK").opened();

    @ParameterizedTest(name = "{0} sees: none {1}, nominated {2}, agreed {3}")
    @CsvSource({
        "CITY,       ok,              ok,              ok",
        "HBT,        ok,              ok,              ok",
        "BD,         board-not-found, board-not-found, board-not-found",
        "PUBLIC,     board-not-found, board-not-found, ok",
        "OPERATIONS, forbidden,       forbidden,       forbidden",
    })
    void see(String who, String none, String nominated, String agreed) {
        var nomination = new Nomination(new UnitRef("HK", "Quận HK"), new UnitRef("HBT", "Quận HBT"), "DD");
        var states = List.of(
                new Open(opened.board()),
                new Nominated(opened.board(), 1, 1, nomination, List.of()),
                new Agreed(opened.board(), 2, 2, nomination, List.of(), LocalDate.of(2020, 1, 1)));

        assertThat(states.stream()
                        .map(state -> LeadershipPolicy.see(actor(who), opened, state)
                                .map(Refusal::slug)
                                .orElse("ok")))
                .containsExactly(none, nominated, agreed);
    }

    @ParameterizedTest(name = "{0}: nominates {1}, consents {2}, settles {3}")
    @CsvSource({
        "DD,         HEAD,            DISTRICT,        HEAD",
        "HBT,        forbidden,       DISTRICT,        forbidden",
        "BD,         board-not-found, board-not-found, board-not-found",
        "CITY,       forbidden,       forbidden,       forbidden",
        "OPERATIONS, forbidden,       forbidden,       forbidden",
        "PUBLIC,     forbidden,       forbidden,       forbidden",
    })
    void take(String who, String nominates, String consents, String settles) {
        assertThat(List.of(
                        take(new Step.Nominate("HK", "HBT", who), who),
                        take(new Step.Consent(who, null), who),
                        take(new Step.Agree(), who)))
                .containsExactly(nominates, consents, settles);
    }

    @Test
    @DisplayName("nobody nominates or consents for another unit, not even the head")
    void notForAnotherUnit() {
        assertThat(denied(new Step.Nominate("HK", "HBT", "HBT"), "DD")).satisfies(refusal -> {
            assertThat(refusal.slug()).isEqualTo("unit-foreign");
            assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly("/nominatedBy");
        });
        assertThat(denied(new Step.Consent("HBT", null), "DD")).satisfies(refusal -> {
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(refusal.violations()).extracting(Violation::pointer).containsExactly("/unit");
        });
    }

    @Test
    @DisplayName("what is granted names the actor and the capacity in which it acts")
    void granted() {
        assertThat(LeadershipPolicy.take(new Step.Agree(), actor("DD"), opened, "DD"))
                .isEqualTo(new Ruling.Granted(new Authority(actor("DD"), Capacity.HEAD)));
    }

    private String take(Step step, String who) {
        return switch (LeadershipPolicy.take(step, actor(who), opened, "DD")) {
            case Ruling.Granted(var by) -> by.capacity().name();
            case Ruling.Denied(var refusal) -> refusal.slug();
        };
    }

    private Refusal denied(Step step, String who) {
        return ((Ruling.Denied) LeadershipPolicy.take(step, actor(who), opened, "DD")).refusal();
    }

    private static Actor actor(String who) {
        return switch (who) {
            case "CITY", "OPERATIONS", "PUBLIC" -> new Actor("he-thong", Role.valueOf(who), null, true);
            default -> new Actor("he-thong-" + who, Role.DISTRICT, who, true);
        };
    }
}
