package vn.thidua.scoring.board;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringClosed;
import vn.thidua.events.ScoringOpened;
import vn.thidua.messaging.AuthContext;

/**
 * Bảng thi đua: one cluster in one period.
 *
 * @param version grows by one with every change; guards the write
 * @param phase how far it has come, with what is known from then on
 * @param recused who does not score whom; {@code null} while nobody was recused
 */
public record Board(
        BoardId id,
        long version,
        BoardPlan plan,
        Phase phase,
        @Nullable ScorerRecused recused) {

    public Board {
        requireNonNull(id, "id");
        requireNonNull(plan, "plan");
        requireNonNull(phase, "phase");
    }

    /** A board of which nobody was recused. */
    public Board(BoardId id, long version, BoardPlan plan, Phase phase) {
        this(id, version, plan, phase, null);
    }

    Board next(Phase phase) {
        return new Board(id, version + 1, plan, phase, recused);
    }

    Board next(ScorerRecused recused) {
        return new Board(id, version + 1, plan, phase, recused);
    }

    /** The revision of the newest fact about it, 0 when there is none. */
    long told() {
        var opened = opened();
        return recused == null ? opened == null ? 0 : opened.revision() : recused.revision();
    }

    /** The phase's name. */
    public BoardState state() {
        return switch (phase) {
            case Prepared p -> BoardState.PREPARED;
            case Open o -> BoardState.OPEN;
            case Closing c -> BoardState.CLOSING;
            case Closed c -> BoardState.CLOSED;
        };
    }

    /** The rules that hold from the opening on; nothing before. */
    public @Nullable ScoringOpened opened() {
        return switch (phase) {
            case Prepared p -> null;
            case Open(var opened) -> opened;
            case Closing(var opened, var because, var by) -> opened;
            case Closed(var opened, var closed, var by) -> opened;
        };
    }

    /** How far a board has come. */
    public sealed interface Phase {}

    /** Not open yet: the plan may change. */
    public record Prepared() implements Phase {}

    /** Takes sheets. */
    public record Open(ScoringOpened opened) implements Phase {}

    /**
     * Takes no sheets any more, and which ones count is being written down.
     *
     * @param missingBecause why it is closed without some sheets
     * @param by who closes it: whoever finishes that does it in this one's name
     */
    public record Closing(
            ScoringOpened opened,
            @Nullable String missingBecause,
            @Nullable AuthContext by) implements Phase {}

    /**
     * Closed for good.
     *
     * @param closed has a checkpoint once the others were told
     * @param by who closed it
     */
    public record Closed(
            ScoringOpened opened,
            ScoringClosed closed,
            @Nullable AuthContext by) implements Phase {}
}
