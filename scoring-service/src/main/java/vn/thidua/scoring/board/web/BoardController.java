package vn.thidua.scoring.board.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
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
import vn.thidua.identity.Actor;
import vn.thidua.identity.Authority;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardMembers;
import vn.thidua.scoring.board.BoardPlan;
import vn.thidua.scoring.board.BoardPolicy;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.CloseBoard;
import vn.thidua.scoring.board.PrepareBoard;
import vn.thidua.scoring.board.Rounds;
import vn.thidua.scoring.board.SheetId;
import vn.thidua.scoring.board.StandingSheets;
import vn.thidua.scoring.board.VisibleBoards;
import vn.thidua.scoring.cluster.Cluster;
import vn.thidua.scoring.cluster.Clusters;
import vn.thidua.scoring.leadership.LeadershipTerms;
import vn.thidua.scoring.web.Page;

/** Boards: plan, open, close, look up. */
@RestController
@RequestMapping("/api/scoring/v1/boards")
@Tag(name = "Boards", description = "Bảng thi đua: one cluster in one period, from PREPARED over OPEN to CLOSED")
class BoardController {

    private final Boards boards;
    private final BoardMembers members;
    private final Clusters clusters;
    private final VisibleBoards visibleBoards;
    private final LeadershipTerms terms;
    private final PrepareBoard prepareBoard;
    private final CloseBoard closeBoard;
    private final StandingSheets sheets;
    private final Clock clock;

    BoardController(
            Boards boards,
            BoardMembers members,
            Clusters clusters,
            VisibleBoards visibleBoards,
            LeadershipTerms terms,
            PrepareBoard prepareBoard,
            CloseBoard closeBoard,
            StandingSheets sheets,
            Clock clock) {
        this.boards = boards;
        this.members = members;
        this.clusters = clusters;
        this.visibleBoards = visibleBoards;
        this.terms = terms;
        this.prepareBoard = prepareBoard;
        this.closeBoard = closeBoard;
        this.sheets = sheets;
        this.clock = clock;
    }

    @PutMapping("/{board}")
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "Plan a board",
            description = "Its id is the cluster, a colon and the period, for example hn-mttq-cum-1:2019. May be"
                    + " repeated and changed until the board is opened. The head may be left out: then it is the"
                    + " one in force. For the cluster's head and the City.")
    ResponseEntity<BoardView> put(Actor actor, @PathVariable String board, @RequestBody BoardPlan plan) {
        var id = id(board);
        var authority = BoardPolicy.plan(actor, id, members(id), terms.of(id.cluster()), clock.instant())
                .orThrow();
        var prepared = prepareBoard.prepare(id, plan, authority);
        var view = BoardView.of(prepared.board());
        return prepared.created()
                ? ResponseEntity.created(URI.create("/api/scoring/v1/boards/" + board))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @PostMapping("/{board}/open")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Open a board for sheets",
            description =
                    "From now on its members (of the conference day, or of January 1 of the year), its score table"
                            + " and its plan no longer change. Opening it again changes nothing. For the cluster's head.")
    BoardView open(Actor actor, @PathVariable String board) {
        return BoardView.of(prepareBoard.open(id(board), lead(actor, id(board))));
    }

    @PostMapping("/{board}/close")
    @Permit(Role.DISTRICT)
    @Operation(
            summary = "Close a board",
            description =
                    "Exactly the sheets in the manifest count. Refused with 409 sheets-missing while sheets are"
                            + " missing, unless missingBecause says why. Closing it again changes nothing. For the cluster's head.")
    Closing close(Actor actor, @PathVariable String board, @RequestBody(required = false) @Nullable Reason reason) {
        var authority = lead(actor, id(board));
        var because = reason == null ? null : reason.missingBecause();
        var closed = closeBoard.close(id(board), because, authority.authContext());
        return new Closing(
                board,
                BoardState.CLOSED,
                closed.manifest(),
                closed.missing(),
                closed.missingBecause(),
                closed.recused());
    }

    @GetMapping("/{board}")
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(summary = "One board: its plan and rules, how far it has come, and which sheets are missing")
    BoardView get(Actor actor, @PathVariable String board) {
        var found = boards.find(id(board)).orElseThrow(() -> new RefusalException(BoardRefusals.unknown(board)));
        BoardPolicy.see(actor, found.id(), members.participants(found)).orThrow();
        var opened = found.opened();
        return opened == null
                ? BoardView.of(found)
                : BoardView.of(
                        found,
                        sheets.among(Rounds.of(opened).expected().stream()
                                .map(SheetId::toString)
                                .toList()));
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(summary = "The boards, ordered by id, a page at a time; a district sees those that it is a member of")
    Page<BoardView> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = Page.USUAL) int limit) {
        var page = Page.of(
                visibleBoards.page(BoardPolicy.list(actor), after, Page.more(limit)),
                limit,
                (Board board) -> board.id().toString());
        return new Page<>(page.items().stream().map(BoardView::summary).toList(), page.next());
    }

    private Authority lead(Actor actor, BoardId id) {
        return BoardPolicy.lead(actor, id, members(id), terms.of(id.cluster()), clock.instant())
                .orThrow();
    }

    /** Who may know of this board; of one that is not there, whoever belongs to its cluster. */
    private Set<String> members(BoardId id) {
        return boards.find(id)
                .map(members::of)
                .orElseGet(() -> clusters.find(id.cluster()).map(Cluster::units).orElse(Set.of()));
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
            @Nullable String missingBecause,
            @Nullable List<CountedSheet> recused) {}
}
