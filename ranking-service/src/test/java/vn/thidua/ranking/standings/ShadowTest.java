package vn.thidua.ranking.standings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.events.ScoringEvent;
import vn.thidua.events.Standings;
import vn.thidua.events.Standings.Row;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Role;
import vn.thidua.ranking.Case;

@DisplayName("The standings computed a second time, by code that shares nothing with the first")
class ShadowTest {

    private static final Instant NOW = Instant.parse("2019-11-05T08:00:00Z");

    private final Case cluster = Case.of("HBT", "DD", "HK");

    @Test
    @DisplayName("a wrong total is named with what it should be, and the results cannot be final")
    void aPlantedDifference() {
        var board = closed();
        assertThat(Shadow.differences(board)).isEmpty();
        var wrong = planted(board);

        assertThat(Shadow.differences(wrong)).singleElement().satisfies(difference -> {
            assertThat(difference.subject()).isEqualTo("unit/HBT");
            assertThat(difference.held()).contains("total 9321");
            assertThat(difference.recounted()).contains("total 9320");
        });
        var head = new Actor("he-thong-hbt", Role.DISTRICT, "HBT", true);
        assertThat(Finalisation.decide(wrong, Optional.empty(), head, "HBT", NOW))
                .isInstanceOfSatisfying(Finalisation.Refused.class, refused -> {
                    assertThat(refused.refusal().slug()).isEqualTo("results-differ");
                    assertThat(refused.refusal().more().get("differences"))
                            .asString()
                            .contains("9321", "9320");
                });
        assertThat(Finalisation.decide(board, Optional.empty(), head, "HBT", NOW))
                .isInstanceOf(Finalisation.Accepted.class);
    }

    @Test
    @DisplayName("a sheet whose marks were changed, but not its standings, is a difference too")
    void aChangedMark() {
        var board = closed();
        var sheets = new HashMap<>(board.sheets().byId());
        var sheet = cluster.sheet("DD", "HBT", 1);
        sheets.put(sheet.sheet(), sheet);
        var changed = new Board(
                board.id(),
                1,
                board.opened(),
                new Sheets(board.id(), sheets),
                board.closed(),
                null,
                null,
                board.standings());

        assertThat(Shadow.differences(changed)).extracting(Deviation::subject).contains("unit/HBT");
    }

    @Test
    @DisplayName("boards that changed are looked at by themselves, and what differs is kept until it does not")
    void looksByItself() {
        var stored = new ConcurrentHashMap<String, Board>();
        try (var watch = new ShadowWatch(id -> Objects.requireNonNull(stored.get(id)), Duration.ZERO)) {
            var board = closed();
            stored.put(board.id(), planted(board));
            watch.changed(board.id());
            await().untilAsserted(() -> assertThat(watch.state().differences()).hasSize(1));
            assertThat(watch.differing()).isEqualTo(1);

            stored.put(board.id(), board);
            watch.changed(board.id());
            await().untilAsserted(() -> assertThat(watch.state().differences()).isEmpty());
        }
    }

    private Board closed() {
        var sheets = cluster.sheets(Map.of("HBT", 9320, "DD", 9270, "HK", 9000));
        var log = new ArrayList<ScoringEvent>(sheets);
        log.add(cluster.opened());
        log.add(cluster.closed(sheets));
        return Board.unknown(cluster.board()).apply(log);
    }

    private static Board planted(Board board) {
        var right = Objects.requireNonNull(board.standings());
        var rows = new ArrayList<>(right.rows());
        var first = rows.getFirst();
        rows.set(
                0,
                new Row(
                        first.unit(),
                        first.rank(),
                        first.tied(),
                        first.base(),
                        first.bonus(),
                        first.penalty(),
                        9321,
                        first.self(),
                        first.peersCounted(),
                        first.peersExpected()));
        return board.with(new Standings(
                right.board(),
                right.revision(),
                right.cluster(),
                right.year(),
                right.theme(),
                right.notice(),
                right.status(),
                right.asOf(),
                right.scoreTableVersion(),
                right.sheetsCounted(),
                right.sheetsExpected(),
                List.copyOf(rows)));
    }
}
