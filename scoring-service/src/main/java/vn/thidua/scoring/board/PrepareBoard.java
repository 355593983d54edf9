package vn.thidua.scoring.board;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.thidua.identity.Authority;
import vn.thidua.messaging.problem.RefusalException;
import vn.thidua.scoring.audit.Audit;
import vn.thidua.scoring.cluster.Clusters;
import vn.thidua.scoring.leadership.LeadershipTerms;
import vn.thidua.scoring.scoretable.ScoreTables;
import vn.thidua.scoring.unit.Unit;
import vn.thidua.scoring.unit.Units;

/** Plans a board, and opens it for sheets. Repeating either changes nothing. Thread-safe. */
public final class PrepareBoard {

    private final Boards boards;
    private final Clusters clusters;
    private final Units units;
    private final ScoreTables scoreTables;
    private final LeadershipTerms terms;
    private final BoardLog log;
    private final Audit audit;
    private final Clock clock;

    public PrepareBoard(
            Boards boards,
            Clusters clusters,
            Units units,
            ScoreTables scoreTables,
            LeadershipTerms terms,
            BoardLog log,
            Audit audit,
            Clock clock) {
        this.boards = boards;
        this.clusters = clusters;
        this.units = units;
        this.scoreTables = scoreTables;
        this.terms = terms;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Plans a board, or plans it anew.
     *
     * @throws RefusalException when the plan is not sound, or the board is open already with another one
     */
    public Prepared prepare(BoardId id, BoardPlan plan, Authority authority) {
        while (true) {
            var standing = boards.find(id).orElse(null);
            var decision = BoardRules.prepare(standing, id, plan, around(id, plan));
            if (decision instanceof BoardDecision.Accepted) {
                audit.about(authority, "board-planned", "boards/" + id);
            }
            var stored = stored(standing, decision, authority);
            if (stored.isPresent()) {
                return new Prepared(stored.get(), standing == null);
            }
        }
    }

    /**
     * Opens a board: from now on its members, its score table and its plan no longer change, and sheets are taken.
     *
     * @throws RefusalException when there is no such board, or its cluster no longer fits its plan
     */
    public Board open(BoardId id, Authority authority) {
        while (true) {
            var board = boards.find(id).orElseThrow(() -> new RefusalException(BoardRefusals.unknown(id.toString())));
            var decision = BoardRules.open(board, around(id, board.plan()), now());
            if (decision instanceof BoardDecision.Accepted(var next, var events)
                    && !log.holds(requireNonNull(next.opened(), "an opening"))) {
                throw new RefusalException(BoardRefusals.tooLarge(id.toString()));
            }
            var stored = stored(board, decision, authority);
            if (stored.isPresent()) {
                log.opened(requireNonNull(stored.get().opened(), "an opening"));
                return stored.get();
            }
        }
    }

    /** In the precision that every store keeps. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Optional<Board> stored(@Nullable Board standing, BoardDecision decision, Authority authority) {
        return switch (decision) {
            case BoardDecision.Refused(var refusal) -> throw new RefusalException(refusal);
            case BoardDecision.Unchanged(var board) -> Optional.of(board);
            case BoardDecision.Accepted(var next, var events) ->
                boards.store(standing, next, events, authority.authContext()) ? Optional.of(next) : Optional.empty();
        };
    }

    private BoardRules.Surroundings around(BoardId id, BoardPlan plan) {
        var cluster = clusters.find(id.cluster()).orElse(null);
        var wanted = new HashSet<String>();
        if (cluster != null) {
            wanted.addAll(cluster.membersOn(plan.membershipDay()));
        }
        var rounds = plan.roundPlan();
        if (rounds != null) {
            rounds.appraisers().forEach(appraiser -> wanted.add(appraiser.unit().id()));
        }
        Map<String, Unit> members = wanted.isEmpty() ? Map.of() : units.findAll(wanted);
        var table = scoreTables.find(id.cluster(), plan.scoreTable()).orElse(null);
        return new BoardRules.Surroundings(cluster, members, table, terms.of(id.cluster()));
    }

    /** A prepared board, and whether it is new. */
    public record Prepared(Board board, boolean created) {}
}
