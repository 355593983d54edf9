package vn.thidua.ranking.standings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Status;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.ranking.Case;

@DisplayName("Who may see and do what with a board of HBT, DD and HK, headed by DD")
class StandingsPolicyTest {

    private final Case cluster = Case.of("HBT", "DD", "HK");

    @ParameterizedTest(name = "{0}: what it is about {1}, {2}, {3}")
    @CsvSource({
        "CITY,        ok,              ok,              ok",
        "OPERATIONS,  ok,              ok,              ok",
        "PUBLIC,      board-not-found, board-not-found, ok",
        "HBT,         ok,              ok,              ok",
        "DD,          ok,              ok,              ok",
        "BD,          board-not-found, board-not-found, board-not-found",
        "hbt,         board-not-found, board-not-found, board-not-found",
    })
    void theBoard(String reader, String open, String closed, String last) {
        assertThat(Stream.of(Status.values())
                        .map(status -> told(StandingsPolicy.board(audience(reader), standings(status)))))
                .containsExactly(open, closed, last);
    }

    @ParameterizedTest(name = "{0}: the standings {1}, {2}, {3}")
    @CsvSource({
        "CITY,        ok,               ok,              ok",
        "OPERATIONS,  forbidden,        forbidden,       forbidden",
        "PUBLIC,      board-not-found,  board-not-found, ok",
        "HBT,         standings-sealed, ok,              ok",
        "DD,          standings-sealed, ok,              ok",
        "BD,          board-not-found,  board-not-found, board-not-found",
    })
    void theStandings(String reader, String open, String closed, String last) {
        assertThat(Stream.of(Status.values())
                        .map(status -> told(StandingsPolicy.standings(audience(reader), standings(status)))))
                .containsExactly(open, closed, last);
    }

    @ParameterizedTest(name = "{0}: a unit''s marks {1}, {2}, {3}")
    @CsvSource({
        "CITY,        ok,               ok,              ok",
        "OPERATIONS,  forbidden,        forbidden,       forbidden",
        "PUBLIC,      forbidden,        forbidden,       forbidden",
        "HBT,         standings-sealed, ok,              ok",
        "BD,          board-not-found,  board-not-found, board-not-found",
    })
    void theMarks(String reader, String open, String closed, String last) {
        assertThat(Stream.of(Status.values())
                        .map(status -> told(StandingsPolicy.marks(audience(reader), standings(status)))))
                .containsExactly(open, closed, last);
    }

    @ParameterizedTest(name = "{0} finalises: {1}")
    @CsvSource({
        "DD, ok",
        "HBT, forbidden",
        "BD, board-not-found",
        "CITY, forbidden",
        "OPERATIONS, forbidden",
        "PUBLIC, forbidden",
    })
    void onlyTheHeadFinalises(String who, String expected) {
        var reader = audience(who);
        var actor = new Actor("he-thong", reader.role(), reader.unit(), true);

        assertThat(told(StandingsPolicy.finalise(actor, standings(Status.CLOSED), "DD")))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("a sealed board says that scoring has to close first")
    void sealedUntilClosed() {
        var refusal = StandingsPolicy.standings(audience("HBT"), standings(Status.OPEN))
                .orElseThrow();

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.more()).containsEntry("until", Status.CLOSED);
        assertThat(refusal.detail().en()).contains("once the head has closed scoring");
    }

    @Test
    @DisplayName("what is foreign is answered with the very words for what is absent")
    void foreignIsAbsent() {
        assertThat(StandingsPolicy.standings(audience("BD"), standings(Status.FINAL)))
                .contains(Finalisation.boardNotFound(cluster.board()));
    }

    @Test
    @DisplayName("as they change, standings are shown to the City, then to members too, then to everyone")
    void shownAsTheyChange() {
        var city = audience("CITY");
        var members = List.of(audience("HBT"), audience("DD"), audience("HK"));

        assertThat(StandingsPolicy.shownTo(standings(Status.OPEN))).containsExactly(city);
        assertThat(StandingsPolicy.shownTo(standings(Status.CLOSED)))
                .containsExactlyInAnyOrder(city, members.get(0), members.get(1), members.get(2));
        assertThat(StandingsPolicy.shownTo(standings(Status.FINAL)))
                .containsExactlyInAnyOrder(city, audience("PUBLIC"), members.get(0), members.get(1), members.get(2));
    }

    @Test
    @DisplayName("audiences that may see different things never follow the same feed")
    void feedsAreApart() {
        assertThat(Stream.of("CITY", "PUBLIC", "OPERATIONS", "HBT", "DD")
                        .map(reader -> audience(reader).feed(cluster.board())))
                .doesNotHaveDuplicates();
        assertThat(new Audience(Role.DISTRICT, "CITY").feed("b"))
                .isNotEqualTo(audience("CITY").feed("b"));
    }

    private static String told(Optional<Refusal> refusal) {
        return refusal.map(Refusal::slug).orElse("ok");
    }

    private static Audience audience(String reader) {
        return switch (reader) {
            case "CITY", "OPERATIONS", "PUBLIC" -> new Audience(Role.valueOf(reader), null);
            default -> new Audience(Role.DISTRICT, reader);
        };
    }

    private Standings standings(Status status) {
        var sheets = List.of(cluster.sheet("DD", "HBT", 9000));
        var open = Board.unknown(cluster.board()).apply(List.of(cluster.opened(), sheets.getFirst()));
        var closed = Objects.requireNonNull(
                open.apply(List.of(cluster.closed(sheets))).standings());
        return switch (status) {
            case OPEN -> Objects.requireNonNull(open.standings());
            case CLOSED -> closed;
            case FINAL -> Board.finalised(closed);
        };
    }
}
