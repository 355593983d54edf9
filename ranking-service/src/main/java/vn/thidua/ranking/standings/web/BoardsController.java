package vn.thidua.ranking.standings.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.Standings;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.messaging.problem.Text;
import vn.thidua.ranking.standings.Boards;
import vn.thidua.ranking.standings.Finalisation;
import vn.thidua.ranking.standings.Finalising;

@RestController
@RequestMapping("/api/ranking/v1/boards")
@Tag(name = "Standings", description = "Xếp hạng: boards, their standings, and what these were made from")
class BoardsController {

    private static final int LARGEST_PAGE = 200;

    private final Boards boards;
    private final Finalising finalising;

    BoardsController(Boards boards, Finalising finalising) {
        this.boards = boards;
        this.finalising = finalising;
    }

    @GetMapping
    @Operation(summary = "The boards, a page at a time")
    BoardPage list(@RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "50") int limit) {
        var size = Math.clamp(limit, 1, LARGEST_PAGE);
        return BoardPage.of(boards.list(after, size), size);
    }

    @GetMapping("/{board}")
    @Operation(summary = "A board: its members, its score table, how far it has come")
    BoardView board(@PathVariable String board) {
        var held = boards.find(board);
        if (held.opened() == null || held.standings() == null) {
            throw notFound(board);
        }
        return BoardView.of(held, held.opened(), held.standings());
    }

    @GetMapping("/{board}/standings")
    @Operation(summary = "The standings; answers 304 to If-None-Match with the revision at hand")
    ResponseEntity<Standings> standings(@PathVariable String board) {
        return tagged(boards.standings(board).orElseThrow(() -> notFound(board)));
    }

    @GetMapping("/{board}/units/{unit}")
    @Operation(summary = "A unit's marks by criterion, its own beside those of its peers")
    UnitMarks unit(@PathVariable String board, @PathVariable String unit) {
        var held = boards.find(board);
        if (held.opened() == null || held.standings() == null) {
            throw notFound(board);
        }
        return UnitMarks.of(held, held.opened(), held.standings(), unit).orElseThrow(() -> noMember(unit));
    }

    @PostMapping("/{board}/finalise")
    @Operation(summary = "Make the results final, if they stem from exactly the sheets of the manifest")
    ResponseEntity<Standings> finalise(@PathVariable String board) {
        return tagged(finalising.finalise(board));
    }

    private static ResponseEntity<Standings> tagged(Standings standings) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag("\"" + standings.revision() + "\"")
                .body(standings);
    }

    private static RefusalException notFound(String board) {
        return new RefusalException(Finalisation.boardNotFound(board));
    }

    private static RefusalException noMember(String unit) {
        return new RefusalException(new Refusal(
                "unit-not-found",
                404,
                new Text("Không tìm thấy đơn vị", "No such unit"),
                new Text(
                        "Đơn vị “" + unit + "” không có trong bảng này; hãy kiểm tra mã đơn vị.",
                        "Unit \"" + unit + "\" is not on this board; check its id.")));
    }
}
