package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.ScorerRecused;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.CloseBoard;
import vn.thidua.scoring.board.SheetId;

/**
 * Says of durable revisions whether they count. A revision is acknowledged and published only after this; one that
 * came too late for its board's manifest is taken back. See {@link CloseBoard} for why that suffices.
 *
 * <p>Thread-safe; may be repeated for the same revision by anyone, at any time.
 */
public final class Settlement {

    private final Boards boards;
    private final CloseBoard closing;
    private final Sheets sheets;
    private final RulesInForce rules;

    public Settlement(Boards boards, CloseBoard closing, Sheets sheets, RulesInForce rules) {
        this.boards = boards;
        this.closing = closing;
        this.sheets = sheets;
        this.rules = rules;
    }

    /** Whether this revision counts; if not, it is taken back before this returns. */
    public boolean counts(SheetId sheet, long revision) {
        return ruling(sheet.board()).counts(sheet, revision);
    }

    /** How it stands with a board, read from the store now: to be called after the writes that it is to judge. */
    public Ruling ruling(String board) {
        return requireNonNull(rulings(Set.of(board)).get(board), "a ruling for each board");
    }

    /** {@link #ruling} for several boards in one round trip. */
    public Map<String, Ruling> rulings(Collection<String> of) {
        if (of.isEmpty()) {
            return Map.of();
        }
        var standing = boards.standing(of);
        var rulings = new HashMap<String, Ruling>();
        for (var board : of) {
            var now = standing.get(board);
            if (now == null || now.state() == BoardState.PREPARED) {
                throw new IllegalStateException("sheets on board " + board + ", which is " + now);
            }
            rules.recused(board, now.recused());
            rulings.put(
                    board,
                    new Ruling(
                            now.state() == BoardState.OPEN ? (sheet, revision) -> true : closed(board), now.recused()));
        }
        return rulings;
    }

    private InTime closed(String board) {
        var closed = closing.manifest(BoardId.parse(board).orElseThrow());
        // What a recusal took out came in time, and stays.
        Map<String, Long> counted = Stream.concat(
                        closed.manifest().stream(),
                        requireNonNullElse(closed.recused(), List.<CountedSheet>of()).stream())
                .collect(toMap(CountedSheet::sheet, CountedSheet::revision));
        rules.closed(board);
        return (sheet, revision) -> {
            var last = counted.getOrDefault(sheet.toString(), 0L);
            if (revision <= last) {
                return true;
            }
            takeBack(sheet, last);
            return false;
        };
    }

    private void takeBack(SheetId id, long last) {
        while (true) {
            var sheet = sheets.find(id);
            if (sheet.isEmpty() || sheet.get().revision() <= last || sheets.rollBack(sheet.get(), last)) {
                return;
            }
        }
    }

    /** Whether a revision came in time. */
    @FunctionalInterface
    private interface InTime {

        boolean came(SheetId sheet, long revision);
    }

    /** How it stands with one board. */
    public static final class Ruling {

        private final InTime inTime;
        private final @Nullable ScorerRecused recused;

        private Ruling(InTime inTime, @Nullable ScorerRecused recused) {
            this.inTime = inTime;
            this.recused = recused;
        }

        /** Whether this revision came in time; if not, it is taken back before this returns. */
        boolean counts(SheetId sheet, long revision) {
            return inTime.came(sheet, revision);
        }

        /** Why a durable revision does not count, or nothing. What a recusal takes out stays stored. */
        Optional<Refusal> refusal(SheetId sheet, long revision) {
            if (!counts(sheet, revision)) {
                return Optional.of(BoardRefusals.scoringClosed(sheet.board()));
            }
            return recused != null && recused.recuses(sheet.scorer(), sheet.target())
                    ? Optional.of(BoardRefusals.scorerRecused(sheet.scorer(), sheet.target()))
                    : Optional.empty();
        }
    }
}
