package vn.thidua.scoring.board.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardPlan;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.CloseBoard;
import vn.thidua.scoring.board.PrepareBoard;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.board.StandingSheets;
import vn.thidua.scoring.web.Page;

/** Boards: plan, open, close, look up. */
@RestController
@RequestMapping("/api/scoring/v1/boards")
@Tag(name = "Boards", description = "Bảng thi đua: one cluster in one period, from PREPARED over OPEN to CLOSED")
class BoardController {

    private final Boards boards;
    private final PrepareBoard prepareBoard;
    private final CloseBoard closeBoard;
    private final StandingSheets sheets;

    BoardController(Boards boards, PrepareBoard prepareBoard, CloseBoard closeBoard, StandingSheets sheets) {
        this.boards = boards;
        this.prepareBoard = prepareBoard;
        this.closeBoard = closeBoard;
        this.sheets = sheets;
    }

    @PutMapping("/{board}")
    @Operation(
            summary = "Plan a board",
            description = "Its id is the cluster, a colon and the period, for example hn-mttq-cum-1:2019. May be"
                    + " repeated and changed until the board is opened.")
    ResponseEntity<BoardView> put(@PathVariable String board, @RequestBody BoardPlan plan) {
        var prepared = prepareBoard.prepare(id(board), plan);
        var view = BoardView.of(prepared.board());
        return prepared.created()
                ? ResponseEntity.created(URI.create("/api/scoring/v1/boards/" + board))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @PostMapping("/{board}/open")
    @Operation(
            summary = "Open a board for sheets",
            description =
                    "From now on its members (of the conference day, or of January 1 of the year), its score table"
                            + " and its plan no longer change. Opening it again changes nothing.")
    BoardView open(@PathVariable String board) {
        return BoardView.of(prepareBoard.open(id(board)));
    }

    @PostMapping("/{board}/close")
    @Operation(
            summary = "Close a board",
            description = "Exactly the sheets in the manifest count. Refused with 409 sheets-missing while sheets are"
                    + " missing, unless missingBecause says why. Closing it again changes nothing.")
    Closing close(@PathVariable String board, @RequestBody(required = false) @Nullable Reason reason) {
        var closed = closeBoard.close(id(board), reason == null ? null : reason.missingBecause());
        return new Closing(board, BoardState.CLOSED, closed.manifest(), closed.missing(), closed.missingBecause());
    }

    @GetMapping("/{board}")
    @Operation(summary = "One board: its plan and rules, how far it has come, and which sheets are missing")
    BoardView get(@PathVariable String board) {
        var found = boards.find(id(board)).orElseThrow(() -> new RefusalException(BoardRefusals.unknown(board)));
        var opened = found.opened();
        return opened == null
                ? BoardView.of(found)
                : BoardView.of(found, sheets.among(SheetId.expected(board, opened.members())));
    }

    @GetMapping
    @Operation(summary = "The boards, ordered by id, a page at a time")
    Page<BoardView> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        var page = Page.of(
                boards.page(after, Page.more(limit)),
                limit,
                (Board board) -> board.id().toString());
        return new Page<>(page.items().stream().map(BoardView::summary).toList(), page.next());
    }

    private static BoardId id(String board) {
        return BoardId.parse(board).orElseThrow(() -> new RefusalException(BoardRefusals.unknown(board)));
    }

    /** Why a board is closed without some sheets. */
    record Reason(@Nullable String missingBecause) {}

    /** A closed board. */
    record Closing(
            String board,
            BoardState state,
            List<CountedSheet> manifest,
            List<String> missing,
            @Nullable String missingBecause) {}
}
