package vn.thidua.scoring.sheet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScorerRecused;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardMembers;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.Rounds;
import vn.thidua.scoring.board.SheetId;

/**
 * The rules of the boards that are being scored, kept in memory: they no longer change once a board is open. That a
 * board is closed is kept too, because that is for good; that it is open never is. Thread-safe.
 */
public final class RulesInForce {

    private static final int MOST_BOARDS = 1024;

    private final Boards boards;
    private final BoardMembers members;
    private final Map<String, Ruled> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ruled> eldest) {
            return size() > MOST_BOARDS;
        }
    };

    public RulesInForce(Boards boards, BoardMembers members) {
        this.boards = boards;
        this.members = members;
    }

    /** The rules of this board, or why there are none. */
    public Lookup of(@Nullable String board) {
        if (board == null) {
            return new Lookup.None(BoardRefusals.unknown(""));
        }
        var ruled = known(board);
        if (ruled != null) {
            return ruled;
        }
        var found = BoardId.parse(board).flatMap(boards::find);
        if (found.isEmpty()) {
            return new Lookup.None(BoardRefusals.unknown(board));
        }
        var opened = Optional.ofNullable(found.get().opened());
        if (opened.isEmpty()) {
            return new Lookup.NotOpen(members.participants(found.get()));
        }
        return keep(
                board,
                new Ruled(
                        ScoringRules.of(opened.get()),
                        found.get().state() == BoardState.CLOSED,
                        found.get().recused()));
    }

    /** Remembers that this board is closed for good. */
    void closed(String board) {
        var ruled = known(board);
        if (ruled != null && !ruled.closed()) {
            keep(board, new Ruled(ruled.rules(), true, ruled.recused()));
        }
    }

    /** Remembers who was recused, as it was just read. */
    void recused(String board, @Nullable ScorerRecused recused) {
        var ruled = known(board);
        if (ruled != null && !Objects.equals(ruled.recused(), recused)) {
            keep(board, new Ruled(ruled.rules(), ruled.closed(), recused));
        }
    }

    private @Nullable Ruled known(String board) {
        synchronized (known) {
            return known.get(board);
        }
    }

    private Ruled keep(String board, Ruled ruled) {
        synchronized (known) {
            known.put(board, ruled);
        }
        return ruled;
    }

    /** What is known of a board's rules. */
    public sealed interface Lookup {

        /** There is no such board. */
        record None(Refusal refusal) implements Lookup {}

        /** The board is still being prepared for these members. */
        record NotOpen(Set<String> members) implements Lookup {}
    }

    /**
     * A board that has been opened.
     *
     * @param closed whether it is known to be closed; {@code false} says nothing
     * @param recused who is known not to score whom
     */
    public record Ruled(
            ScoringRules rules, boolean closed, @Nullable ScorerRecused recused) implements Lookup {

        /** Why sheets like this are only recognised again and not taken, as far as is known; {@code null} if nothing is. */
        @Nullable
        Refusal barred(SheetId sheet, Instant now) {
            if (closed) {
                return BoardRefusals.scoringClosed(sheet.board());
            }
            if (recused != null && recused.recuses(sheet.scorer(), sheet.target())) {
                return BoardRefusals.scorerRecused(sheet.scorer(), sheet.target());
            }
            return rules.rounds().barred(Rounds.stage(sheet.kind()), now).orElse(null);
        }
    }
}
