package vn.thidua.scoring.board;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringEvent;
import vn.thidua.messaging.AuthContext;

/** The boards. What a method writes is durable when it returns; thread-safe. */
public interface Boards {

    /** The board with this id. */
    Optional<Board> find(BoardId id);

    /** How it stands with these boards, by id; those that there are. Always as stored, never from a cache. */
    Map<String, Standing> standing(Collection<String> boards);

    /** How far a board has come, and who does not score whom on it; {@code null} while nobody was recused. */
    record Standing(BoardState state, @Nullable ScorerRecused recused) {}

    /**
     * Stores a board and what is to be told of the change, in one write, and publishes the events after it.
     *
     * @param before the board that the decision was made on; {@code null} when there was none
     * @param by on whose authority the events happened
     * @return {@code false} when the board has changed since, and nothing was written: decide again
     */
    boolean store(@Nullable Board before, Board after, List<ScoringEvent> events, @Nullable AuthContext by);

    /** The ids of at most {@code limit} boards, in order, those after {@code after}; whatever else stands in the boards. */
    List<String> ids(@Nullable String after, int limit);

    /** At most {@code limit} boards ordered by id, those after {@code after}. */
    List<Board> page(@Nullable String after, int limit);

    /** The same, of the boards that were opened with this unit as a member. */
    List<Board> openedWith(String unit, @Nullable String after, int limit);

    /** The same, of the boards of this cluster that have not been opened. */
    List<Board> preparedIn(String cluster, @Nullable String after, int limit);

    /** The boards that a crash left {@link BoardState#CLOSING}, or closed with nobody told. */
    List<BoardId> closing();
}
