package vn.thidua.ranking.standings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.thidua.events.Standings;
import vn.thidua.events.UnreadableEvent;
import vn.thidua.events.UnreadableEvent.Reason;

class HeldSheetsTest {

    @Test
    void aBoardThatCannotBeReadIsNamedAndHoldsUpNoOtherUntilItCan() {
        var boards = new Stored();
        var held = new HeldSheets(boards);
        boards.unreadable = "b";

        held.step();

        assertThat(boards.asked).containsExactly("a", "b", "c");
        assertThat(held.altered()).containsExactly("b");

        boards.unreadable = "";
        held.step();

        assertThat(held.altered()).isEmpty();
    }

    private static final class Stored implements Boards {

        private final List<String> asked = new ArrayList<>();
        private String unreadable = "";

        @Override
        public List<String> ids(String after, int limit) {
            return List.of("a", "b", "c");
        }

        @Override
        public Map<String, Board> find(Set<String> ids) {
            asked.addAll(ids);
            if (ids.contains(unreadable)) {
                throw new UnreadableEvent(Reason.INVALID_DATA, "not what was written");
            }
            var id = ids.iterator().next();
            return Map.of(id, Board.unknown(id));
        }

        @Override
        public Optional<Standings> standings(String board) {
            throw new AssertionError();
        }

        @Override
        public List<Standings> list(Visible visible, String after, int limit) {
            throw new AssertionError();
        }

        @Override
        public Set<String> write(Collection<Change> changes) {
            throw new AssertionError();
        }
    }
}
