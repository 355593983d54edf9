package vn.thidua.ranking.standings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ResultsFinalised;
import vn.thidua.events.ScoreSubmitted;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.Standings.Status;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.ranking.Case;
import vn.thidua.ranking.standings.Finalisation.Accepted;
import vn.thidua.ranking.standings.Finalisation.Refused;
import vn.thidua.ranking.standings.Finalisation.Repeated;

@DisplayName("Results become final only from exactly the sheets of the manifest")
class FinalisationTest {

    private static final Instant NOW = Instant.parse("2019-11-05T10:00:00Z");

    private static final Actor HEAD = new Actor("he-thong-hbt", Role.DISTRICT, "HBT", true);

    private final Case cluster = Case.of("HBT", "DD");
    private List<ScoreSubmitted> sheets = List.of();

    @BeforeEach
    void everyoneScoresEveryone() {
        sheets = cluster.sheets(Map.of("HBT", 9300, "DD", 9200));
    }

    @Test
    @DisplayName("equal to the manifest: the standings become final, with one more revision and the manifest's digest")
    void equalToTheManifest() {
        var board = board(sheets, cluster.closed(sheets));

        var decision = Finalisation.decide(board, Optional.empty(), HEAD, "HBT", NOW);

        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.standings().status()).isEqualTo(Status.FINAL);
            assertThat(accepted.standings().revision()).isEqualTo(revision(board) + 1);
            assertThat(accepted.change().fact()).get().isInstanceOfSatisfying(ResultsFinalised.class, fact -> {
                assertThat(fact.standings()).isEqualTo(accepted.standings());
                assertThat(fact.occurredAt()).isEqualTo(NOW);
                assertThat(fact.manifestDigest()).matches("sha-256:[0-9a-f]{64}");
            });
        });
    }

    @Test
    @DisplayName("the manifest's digest does not depend on its order")
    void theDigestDoesNotDependOnOrder() {
        var manifest = cluster.closed(sheets).manifest();

        assertThat(ManifestDigest.of(manifest.reversed())).isEqualTo(ManifestDigest.of(manifest));
        assertThat(ManifestDigest.of(manifest.subList(1, 4))).isNotEqualTo(ManifestDigest.of(manifest));
    }

    @Test
    @DisplayName("once final, finalising again says the same and nothing changes it")
    void onceFinalNothingChangesIt() {
        var accepted = (Accepted)
                Finalisation.decide(board(sheets, cluster.closed(sheets)), Optional.empty(), HEAD, "HBT", NOW);
        var board = accepted.change().after();

        assertThat(Finalisation.decide(board, Optional.empty(), HEAD, "HBT", NOW.plusSeconds(60)))
                .isEqualTo(new Repeated(accepted.standings()));
        assertThat(board.apply(List.of(cluster.sheet(2, "DD", "HBT", 0), cluster.sheet("XX", "HBT", 0))))
                .isSameAs(board);
    }

    @Test
    @DisplayName("refused while the board still takes sheets")
    void refusedWhileOpen() {
        assertThat(refusal(board(sheets)).slug()).isEqualTo("scoring-not-closed");
        assertThat(refusal(board(sheets)).status()).isEqualTo(409);
    }

    @Test
    @DisplayName("refused for a board that nobody opened")
    void refusedWithoutABoard() {
        assertThat(refusal(Board.unknown("cum-1:2019")).slug()).isEqualTo("board-not-found");
        assertThat(refusal(Board.unknown("cum-1:2019").apply(List.of(cluster.closed(sheets))))
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("refused while a counted sheet has not arrived")
    void refusedWhileASheetIsAbsent() {
        var absent = sheets.getLast();

        assertThat(differences(board(sheets.subList(0, 3), cluster.closed(sheets))))
                .containsExactly(new Difference(absent.sheet(), 1L, null, "absent"));
    }

    @Test
    @DisplayName("refused while only an older revision has arrived")
    void refusedWhileASheetIsOlder() {
        var corrected = new ArrayList<>(sheets);
        corrected.set(1, cluster.sheet(2, "HBT", "DD", 9000));

        assertThat(differences(board(sheets, cluster.closed(corrected))))
                .containsExactly(new Difference(sheets.get(1).sheet(), 2L, 1L, "older"));
    }

    @Test
    @DisplayName("refused when a sheet differs in content, or was corrected after the manifest")
    void refusedWhenASheetIsDifferent() {
        var other = new ArrayList<>(sheets);
        other.set(0, cluster.sheet("HBT", "HBT", 1));
        other.set(1, cluster.sheet(2, "HBT", "DD", 9000));

        assertThat(differences(board(other, cluster.closed(sheets))))
                .containsExactly(
                        new Difference(sheets.get(1).sheet(), 1L, 2L, "different"),
                        new Difference(sheets.get(0).sheet(), 1L, 1L, "different"));
    }

    @Test
    @DisplayName("refused when a mark was changed where it is kept, though its digest was not")
    void refusedWhenAMarkWasChanged() {
        var held = new ArrayList<>(sheets);
        var sheet = held.getFirst();
        var marks = new TreeMap<>(sheet.marks());
        marks.merge("I.1", -50, Integer::sum);
        held.set(
                0,
                new ScoreSubmitted(
                        sheet.board(),
                        sheet.revision(),
                        sheet.occurredAt(),
                        sheet.sheet(),
                        sheet.kind(),
                        sheet.scorer(),
                        sheet.target(),
                        marks,
                        sheet.adjustments(),
                        sheet.digest()));

        assertThat(differences(board(held, cluster.closed(sheets))))
                .containsExactly(new Difference(sheet.sheet(), 1L, 1L, "altered"));
    }

    @Test
    @DisplayName("the results carry the checkpoint of the closing")
    void theResultsCarryTheCheckpoint() {
        var board = board(sheets, cluster.closed(sheets).with("checkpoint"));

        assertThat(Finalisation.decide(board, Optional.empty(), HEAD, "HBT", NOW))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.change().fact())
                                .get()
                                .isInstanceOfSatisfying(
                                        ResultsFinalised.class,
                                        fact -> assertThat(fact.checkpoint()).isEqualTo("checkpoint")));
    }

    @Test
    @DisplayName("refused when a sheet is held that the manifest does not name")
    void refusedWhenASheetIsUnexpected() {
        assertThat(differences(board(sheets, cluster.closed(sheets.subList(0, 3)))))
                .containsExactly(new Difference(sheets.getLast().sheet(), null, 1L, "unexpected"));
    }

    private Board board(List<ScoreSubmitted> held, ScoringEvent... more) {
        return Board.unknown(cluster.board())
                .apply(List.of(cluster.opened()))
                .apply(held)
                .apply(List.of(more));
    }

    private static long revision(Board board) {
        var standings = board.standings();
        return standings == null ? 0 : standings.revision();
    }

    private static Refusal refusal(Board board) {
        return ((Refused) Finalisation.decide(board, Optional.empty(), HEAD, "HBT", NOW)).refusal();
    }

    @SuppressWarnings("unchecked")
    private static List<Difference> differences(Board board) {
        var refusal = refusal(board);
        assertThat(refusal.slug()).isEqualTo("results-incomplete");
        assertThat(refusal.status()).isEqualTo(409);
        return (List<Difference>) refusal.more().getOrDefault("missing", List.of());
    }
}
