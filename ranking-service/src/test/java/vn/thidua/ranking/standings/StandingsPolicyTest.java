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
        "PUBLIC,      board-not-found, ok,              ok",
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
        "PUBLIC,      board-not-found,  frozen,          ok",
        "HBT,         standings-sealed, ok,              ok",
        "DD,          standings-sealed, ok,              ok",
        "BD,          board-not-found,  board-not-found, board-not-found",
    })
    void theStandings(String reader, String open, String closed, String last) {
        assertThat(Stream.of(Status.values()).map(status -> seen(reader, standings(status))))
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
        var refusal = ((Seen.Withheld) StandingsPolicy.seen(audience("HBT"), standings(Status.OPEN))).why();

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.more()).containsEntry("until", Status.CLOSED);
        assertThat(refusal.detail().en()).contains("once the head has closed scoring");
    }

    @Test
    @DisplayName("what is foreign is answered with the very words for what is absent")
    void foreignIsAbsent() {
        assertThat(StandingsPolicy.seen(audience("BD"), standings(Status.FINAL)))
                .isEqualTo(new Seen.Withheld(Finalisation.boardNotFound(cluster.board())));
    }

    @Test
    @DisplayName("as they change, standings are shown to the City, then to members too, then to everyone")
    void shownAsTheyChange() {
        var city = audience("CITY");
        var members = List.of(audience("HBT"), audience("DD"), audience("HK"));

        var closed = standings(Status.CLOSED);
        var last = standings(Status.FINAL);
        assertThat(StandingsPolicy.shownTo(standings(Status.OPEN))).containsOnlyKeys(city);
        assertThat(StandingsPolicy.shownTo(closed))
                .containsOnlyKeys(city, audience("PUBLIC"), members.get(0), members.get(1), members.get(2))
                .containsEntry(members.get(0), closed)
                .containsEntry(audience("PUBLIC"), StandingsPolicy.frozen(closed));
        assertThat(StandingsPolicy.shownTo(last))
                .containsOnlyKeys(city, audience("PUBLIC"), members.get(0), members.get(1), members.get(2))
                .containsEntry(audience("PUBLIC"), last);
    }

    @Test
    @DisplayName("frozen standings say who takes part, and nothing of who leads or how many points anybody has")
    void frozen() {
        var closed = standings(Status.CLOSED);
        var frozen = StandingsPolicy.frozen(closed);

        assertThat(frozen.status()).isEqualTo(Status.CLOSED);
        assertThat(frozen.revision()).isEqualTo(closed.revision());
        assertThat(frozen.ties()).isNull();
        assertThat(frozen.rows()).extracting(row -> row.unit().id()).isSorted().hasSize(3);
        assertThat(frozen.rows())
                .allSatisfy(row -> assertThat(row)
                        .isEqualTo(new Standings.Row(
                                row.unit(), null, false, null, null, null, null, null, row.peersCounted(), 2)));
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

    private static String seen(String reader, Standings standings) {
        return switch (StandingsPolicy.seen(audience(reader), standings)) {
            case Seen.Withheld(var why) -> why.slug();
            case Seen.Shown(var shown) -> shown.equals(standings) ? "ok" : "frozen";
        };
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
