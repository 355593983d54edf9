package vn.thidua.ranking.standings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.thidua.events.Standings;

/** The stored boards. Thread-safe; any number of instances may work on the same ones. */
public interface Boards {

    /** Each of these boards as it is stored, or {@link Board#unknown}; read in one pass. */
    Map<String, Board> find(Set<String> ids);

    /** The board as it is stored, or {@link Board#unknown}. */
    default Board find(String id) {
        return find(Set.of(id)).getOrDefault(id, Board.unknown(id));
    }

    /** The standings alone, which is what most readers want. */
    Optional<Standings> standings(String board);

    /**
     * The standings of the boards after this id, in the order of their ids; boards without standings are left out.
     *
     * @param visible which of them
     */
    List<Standings> list(Visible visible, String after, int limit);

    /** The ids of the stored boards after this one, in order; those of which only sheets are known are among them. */
    List<String> ids(String after, int limit);

    /**
     * Writes each board if it is still at the version that it was decided from, in one pass; once durable, its fact is
     * published.
     *
     * @return the boards to read and decide again, because another writer may have been faster; writing what is
     *     already there is not needed, so deciding again must be harmless
     */
    Set<String> write(Collection<Change> changes);
}
