package vn.thidua.ranking.standings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import vn.thidua.ranking.Case;

@DisplayName("The boards that were written last are remembered, as far as there is room")
class RecentBoardsTest {

    private final RecentBoards recent = new RecentBoards(5);

    @Test
    @DisplayName("the one that was used longest ago makes room")
    void theOldestMakesRoom() {
        var first = withSheets(2);
        var second = withSheets(2);
        var third = withSheets(2);
        recent.keep(first);
        recent.keep(second);
        recent.among(Set.of(first.id()));
        recent.keep(third);

        assertThat(recent.among(Set.of(first.id(), second.id(), third.id()))).containsOnlyKeys(first.id(), third.id());
    }

    @Test
    @DisplayName("a board takes its room once, however often it is kept")
    void aBoardTakesItsRoomOnce() {
        var first = withSheets(2);
        var second = withSheets(2);
        for (var i = 0; i < 10; i++) {
            recent.keep(first);
            recent.keep(second);
        }

        assertThat(recent.among(Set.of(first.id(), second.id()))).hasSize(2);
        recent.forget(first.id());
        recent.keep(withSheets(3));
        assertThat(recent.among(Set.of(first.id(), second.id()))).containsOnlyKeys(second.id());
    }

    @Test
    @DisplayName("a board that is larger than the room is not kept")
    void aBoardLargerThanTheRoom() {
        var large = withSheets(6);
        recent.keep(large);

        assertThat(recent.among(Set.of(large.id()))).isEmpty();
    }

    private static Board withSheets(int sheets) {
        var cluster = Case.of("A", "B", "C");
        var all = cluster.members().stream()
                .flatMap(scorer -> cluster.members().stream().map(target -> cluster.sheet(scorer.id(), target.id(), 1)))
                .toList();
        return Board.unknown(cluster.board()).apply(List.of(cluster.opened())).apply(all.subList(0, sheets));
    }
}
