package vn.thidua.ranking.proceedings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ProceedingsRecorded.Ballot.Round;
import vn.thidua.events.ProceedingsRecorded.TieDecision.By;
import vn.thidua.events.Standings;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Role;
import vn.thidua.ranking.Case;
import vn.thidua.ranking.proceedings.ProceedingsPolicy.Ruling;
import vn.thidua.ranking.proceedings.Step.Because;
import vn.thidua.ranking.standings.Board;

/** HBT heads; DD and HK have the same total and there is one flag; LB is below them, HM scored itself least. */
@DisplayName("What is decided beside the marks")
class ProceedingsDialogueTest {

    private static final Instant NOW = Instant.parse("2019-11-05T08:00:00Z");
    private static final Because WHY = new Because("theo biên bản", "Quy chế cụm");

    private final Case cluster = Case.of("HBT", "DD", "HK", "LB", "HM", "BD").under(Case.WITH_AWARDS);
    private Board board = Board.unknown(cluster.board());
    private Proceedings proceedings = Proceedings.none(cluster.board());

    private void scored(boolean closed) {
        var sheets = cluster.sheets(Map.of("HBT", 8000, "DD", 9000, "HK", 9000, "LB", 8500, "HM", 7000, "BD", 6000));
        board = board.apply(List.of(cluster.opened())).apply(sheets);
        if (closed) {
            board = board.apply(List.of(cluster.closed(sheets)));
        }
    }

    private @Nullable String take(Actor actor, Step step) {
        var subject = new Subject(Objects.requireNonNull(board.opened()), Objects.requireNonNull(board.standings()));
        return switch (ProceedingsPolicy.take(step, actor, proceedings, subject, "HBT")) {
            case Ruling.Denied(var refusal) -> refusal.slug();
            case Ruling.Granted(var by) ->
                switch (step.decide(proceedings, subject, by, NOW)) {
                    case Decision.Refused(var refusal) -> refusal.slug();
                    case Decision.Repeated(var standing) -> "repeated";
                    case Decision.Accepted(var next) -> {
                        proceedings = new Proceedings(next.board(), next.version() + 1, next.recorded());
                        board = board.deciding(next.recorded().orElseThrow());
                        yield null;
                    }
                };
        };
    }

    private static Actor city() {
        return new Actor("thanhpho", Role.CITY, null, false);
    }

    private static Actor unit(String unit) {
        return new Actor(unit, Role.DISTRICT, unit, false);
    }

    private Standings.Row row(String unit) {
        return Objects.requireNonNull(board.standings()).rows().stream()
                .filter(row -> row.unit().id().equals(unit))
                .findFirst()
                .orElseThrow();
    }

    private List<String> undecided() {
        return Objects.requireNonNull(Objects.requireNonNull(board.standings()).ties())
                .getFirst()
                .unbroken();
    }

    @Test
    @DisplayName("a hold takes the award, keeps the rank, and its release gives the award back")
    void holds() {
        scored(true);
        assertThat(undecided()).containsExactly("DD", "HK");

        assertThat(take(city(), new Step.PlaceHold("HK", WHY))).isNull();
        assertThat(row("DD").award()).isEqualTo("EMULATION_FLAG");
        assertThat(row("HK").rank()).isEqualTo(1);
        assertThat(row("HK").heldBecause()).isEqualTo("theo biên bản");
        assertThat(take(city(), new Step.PlaceHold("HK", WHY))).isEqualTo("repeated");

        assertThat(take(city(), new Step.ReleaseHold(1, WHY))).isNull();
        assertThat(row("HK").heldBecause()).isNull();
        assertThat(undecided()).containsExactly("DD", "HK");
        assertThat(take(city(), new Step.ReleaseHold(1, WHY))).isEqualTo("repeated");
        assertThat(take(city(), new Step.ReleaseHold(9, WHY))).isEqualTo("entry-not-found");
    }

    @Test
    @DisplayName("a discipline lowers the class by what the table says, until it is withdrawn")
    void disciplines() {
        scored(true);
        assertThat(row("DD").classification())
                .extracting(Standings.Classification::code)
                .isEqualTo("XS");

        assertThat(take(city(), new Step.RecordDiscipline("DD", "KT", WHY))).isNull();
        assertThat(row("DD").classification()).satisfies(classification -> {
            assertThat(classification.code()).isEqualTo("T");
            assertThat(Objects.requireNonNull(classification.because())
                            .getFirst()
                            .vi())
                    .contains("Khiển trách", "theo biên bản");
        });
        assertThat(row("HK").award()).isEqualTo("EMULATION_FLAG");
        assertThat(take(city(), new Step.RecordDiscipline("DD", "KHONG", WHY))).isEqualTo("proceedings-invalid");
        assertThat(take(city(), new Step.RecordDiscipline("XX", "KT", WHY))).isEqualTo("proceedings-invalid");

        assertThat(take(city(), new Step.Withdraw(1, WHY))).isNull();
        assertThat(row("DD").classification())
                .extracting(Standings.Classification::code)
                .isEqualTo("XS");
    }

    @Test
    @DisplayName("the law's preference breaks a tie across the edge of an award")
    void preferences() {
        scored(true);

        assertThat(take(city(), new Step.RecordPreference("HK", WHY))).isNull();

        assertThat(undecided()).isEmpty();
        assertThat(row("HK").award()).isEqualTo("EMULATION_FLAG");
        assertThat(row("HK").rank()).isEqualTo(1);
        assertThat(row("DD").rank()).isEqualTo(1);
    }

    @Test
    @DisplayName("first ballot, second ballot, then head and deputy, each only after the other")
    void theChain() {
        scored(true);
        var head = unit("HBT");

        assertThat(take(head, new Step.DecideTie(By.LEADERS, List.of("HK", "DD"), WHY)))
                .isEqualTo("step-missing");
        assertThat(take(head, ballot(Round.SECOND, 3, 3, 6))).isEqualTo("step-missing");
        assertThat(take(head, ballot(Round.FIRST, 2, 1, 3))).isEqualTo("quorum-missing");
        assertThat(take(head, ballot(Round.FIRST, 4, 3, 6))).isEqualTo("proceedings-invalid");
        assertThat(take(head, new Step.RecordBallot(Round.FIRST, Map.of("DD", 3, "LB", 3), 6, WHY)))
                .isEqualTo("tie-not-open");

        // The flag needs 80% of all members: four of six do not give it.
        assertThat(take(head, ballot(Round.FIRST, 4, 2, 6))).isNull();
        assertThat(undecided()).containsExactly("DD", "HK");
        assertThat(take(head, ballot(Round.FIRST, 4, 2, 6))).isEqualTo("repeated");
        assertThat(take(head, ballot(Round.FIRST, 5, 1, 6))).isEqualTo("already-recorded");
        assertThat(take(head, ballot(Round.SECOND, 3, 3, 6))).isNull();
        assertThat(undecided()).containsExactly("DD", "HK");

        assertThat(take(head, new Step.DecideTie(By.LEADERS, List.of("HK", "DD"), WHY)))
                .isNull();
        assertThat(undecided()).isEmpty();
        assertThat(row("HK").award()).isEqualTo("EMULATION_FLAG");
        assertThat(take(city(), new Step.DecideTie(By.CITY, List.of("HK", "DD"), WHY)))
                .as("nothing is left to decide")
                .isEqualTo("tie-not-open");
        assertThat(take(head, new Step.Withdraw(3, WHY))).isNull();
        assertThat(undecided()).containsExactly("DD", "HK");
    }

    @Test
    @DisplayName("a ballot that reaches what the award needs decides")
    void aBallotDecides() {
        scored(true);

        assertThat(take(unit("HBT"), ballot(Round.FIRST, 5, 1, 6))).isNull();

        assertThat(undecided()).isEmpty();
        assertThat(row("DD").award()).isEqualTo("EMULATION_FLAG");
    }

    @Test
    @DisplayName("no tie is broken while totals may still change")
    void notWhileScoring() {
        scored(false);

        assertThat(take(unit("HBT"), ballot(Round.FIRST, 5, 1, 6))).isEqualTo("scoring-not-closed");
    }

    @Test
    @DisplayName("the City records holds, disciplines and preferences; the head records ballots; others nothing")
    void rights() {
        scored(true);
        var hold = new Step.PlaceHold("HK", WHY);

        assertThat(take(unit("HBT"), hold)).isEqualTo("forbidden");
        assertThat(take(unit("DD"), hold)).isEqualTo("forbidden");
        assertThat(take(unit("XX"), hold)).isEqualTo("board-not-found");
        assertThat(take(new Actor("vanhanh", Role.OPERATIONS, null, false), hold))
                .isEqualTo("forbidden");
        assertThat(take(unit("DD"), ballot(Round.FIRST, 5, 1, 6))).isEqualTo("forbidden");
        assertThat(take(city(), ballot(Round.FIRST, 5, 1, 6))).isEqualTo("forbidden");
        assertThat(take(unit("HBT"), ballot(Round.FIRST, 4, 2, 6))).isNull();
        assertThat(take(city(), new Step.Withdraw(1, WHY))).isEqualTo("forbidden");
        assertThat(take(unit("HBT"), new Step.Withdraw(1, WHY))).isNull();
    }

    private static Step ballot(Round round, int dd, int hk, int present) {
        return new Step.RecordBallot(round, Map.of("DD", dd, "HK", hk), present, WHY);
    }
}
