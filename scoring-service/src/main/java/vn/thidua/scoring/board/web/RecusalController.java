package vn.thidua.scoring.board.web;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.thidua.events.ScorerRecused.Recusal;
import vn.thidua.identity.Actor;
import vn.thidua.identity.Permit;
import vn.thidua.identity.Role;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.BoardMembers;
import vn.thidua.scoring.board.BoardPolicy;
import vn.thidua.scoring.board.BoardRefusals;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.RecuseScorer;
import vn.thidua.scoring.leadership.LeadershipTerms;

/** Recusals: who does not score whom, and why. */
@RestController
@RequestMapping("/api/scoring/v1/boards/{board}/recusals")
@Tag(name = "Boards")
class RecusalController {

    private final Boards boards;
    private final BoardMembers members;
    private final LeadershipTerms terms;
    private final RecuseScorer recuseScorer;
    private final Clock clock;

    RecusalController(
            Boards boards, BoardMembers members, LeadershipTerms terms, RecuseScorer recuseScorer, Clock clock) {
        this.boards = boards;
        this.members = members;
        this.terms = terms;
        this.recuseScorer = recuseScorer;
        this.clock = clock;
    }

    @PostMapping
    @Permit({Role.DISTRICT, Role.CITY})
    @Operation(
            summary = "Recuse a scorer from one target, or from all but itself",
            description = "It leaves both the mean and the expectation, and sheets that it has given no longer count."
                    + " A unit recuses itself; the cluster's head and the City recuse anybody. Until the board is"
                    + " closed. The same again changes nothing.")
    Recusals recuse(Actor actor, @PathVariable String board, @RequestBody Wish wish) {
        var found = find(board);
        var scorer = requireNonNullElse(wish.scorer(), "");
        var authority = BoardPolicy.recuse(
                        actor,
                        found.id(),
                        members.participants(found),
                        scorer,
                        terms.of(found.id().cluster()),
                        clock.instant())
                .orThrow();
        return Recusals.of(recuseScorer.recuse(
                found.id(), scorer, wish.target(), requireNonNullElse(wish.reason(), ""), authority));
    }

    @GetMapping
    @Permit({Role.DISTRICT, Role.CITY, Role.OPERATIONS})
    @Operation(summary = "Who does not score whom, with reason, in the order in which it was decided")
    Recusals list(Actor actor, @PathVariable String board) {
        var found = find(board);
        BoardPolicy.see(actor, found.id(), members.participants(found)).orThrow();
        return Recusals.of(found);
    }

    private Board find(String board) {
        return BoardId.parse(board)
                .flatMap(boards::find)
                .orElseThrow(() -> new RefusalException(BoardRefusals.unknown(board)));
    }

    /** @param target absent means everybody but the scorer itself */
    record Wish(
            @Nullable String scorer,
            @Nullable String target,
            @Nullable String reason) {}

    /** The recusals of a board. */
    record Recusals(String board, List<Recusal> recusals) {

        static Recusals of(Board board) {
            var recused = board.recused();
            return new Recusals(board.id().toString(), recused == null ? List.of() : recused.recusals());
        }
    }
}
