package vn.thidua.scoring.trial;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoringOpened;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.rules.Members;
import vn.thidua.rules.Proceedings;
import vn.thidua.rules.Sheet;
import vn.thidua.rules.Table;
import vn.thidua.rules.preview.Preview;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.sheet.Revision;
import vn.thidua.scoring.sheet.Sheets;

/**
 * Counts the sheets of a closed board once more by another score table; nothing is stored. Only what the board's manifest
 * names is counted, and holds, ballots and decisions, which other services know, are left out on both sides.
 * Thread-safe.
 */
public final class TryTable {

    private final Boards boards;
    private final Sheets sheets;

    public TryTable(Boards boards, Sheets sheets) {
        this.boards = boards;
        this.sheets = sheets;
    }

    /**
     * What would have changed.
     *
     * @param table a sound one
     * @throws RefusalException when there is no such board, or it is not closed: its sheets are sealed
     */
    public Preview of(String board, ScoreTable table) {
        var found = BoardId.parse(board)
                .flatMap(boards::find)
                .orElseThrow(() -> new RefusalException(BoardRefusals.unknown(board)));
        if (!(found.phase() instanceof Board.Closed(var opened, var closed, var by))) {
            throw new RefusalException(sealed(board));
        }
        var revisions = closed.manifest().stream()
                .flatMap(counted -> SheetId.parse(counted.sheet()).stream())
                .toList();
        var counted = closed.manifest().stream().collect(toMap(sheet -> sheet.sheet(), sheet -> sheet.revision()));
        var past = sheets.findAll(revisions).values().stream()
                .flatMap(sheet -> sheet.history().stream()
                        .filter(revision -> revision.number()
                                == counted.getOrDefault(sheet.id().toString(), 0L)))
                .map(Revision::event)
                .map(Sheet::of)
                .toList();
        return Preview.of(
                Table.of(opened.scoreTable()),
                Table.of(table),
                Members.of(opened),
                past,
                Proceedings.of(recusals(found, opened), List.of()));
    }

    private static List<Proceedings.Recusal> recusals(Board board, ScoringOpened opened) {
        var recused = board.recused();
        if (recused == null) {
            return List.of();
        }
        var pairs = new ArrayList<Proceedings.Recusal>();
        var seen = new HashSet<String>();
        for (var recusal : recused.recusals()) {
            for (var target : opened.members()) {
                if (recusal.covers(recusal.scorer(), target.id()) && seen.add(recusal.scorer() + "/" + target.id())) {
                    pairs.add(new Proceedings.Recusal(recusal.scorer(), target.id(), recusal.reason()));
                }
            }
        }
        return pairs;
    }

    private static Refusal sealed(String board) {
        return new Refusal(
                "board-not-closed",
                409,
                new Text("Bảng chưa khóa", "The board is not closed"),
                new Text(
                        "Phiếu của bảng “" + board + "” còn được niêm phong: chỉ thử được trên bảng đã khóa chấm điểm.",
                        "The sheets of board “" + board + "” are sealed: a table is tried on a closed board only."));
    }
}
