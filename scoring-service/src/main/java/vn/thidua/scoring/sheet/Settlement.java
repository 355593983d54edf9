package vn.thidua.scoring.sheet;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.scoring.board.BoardId;
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
        var states = boards.states(of);
        var rulings = new HashMap<String, Ruling>();
        for (var board : of) {
            var state = states.get(board);
            if (state == null || state == BoardState.PREPARED) {
                throw new IllegalStateException("sheets on board " + board + ", which is " + state);
            }
            rulings.put(board, state == BoardState.OPEN ? (sheet, revision) -> true : closed(board));
        }
        return rulings;
    }

    private Ruling closed(String board) {
        var id = BoardId.parse(board).orElseThrow();
        Map<String, Long> counted =
                closing.manifest(id).manifest().stream().collect(toMap(CountedSheet::sheet, CountedSheet::revision));
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

    /** How it stands with one board. */
    @FunctionalInterface
    public interface Ruling {

        /** Whether this revision counts; if not, it is taken back before this returns. */
        boolean counts(SheetId sheet, long revision);
    }
}
