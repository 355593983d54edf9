package vn.thidua.scoring.board.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.thidua.events.RoundPlan;
import vn.thidua.events.ScoreTable;
import vn.thidua.events.ScoringClosed.CountedSheet;
import vn.thidua.events.ScoringOpened;
import vn.thidua.events.ScoringOpened.ConferencePlan;
import vn.thidua.events.UnitRef;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardState;
import vn.thidua.scoring.board.Rounds;
import vn.thidua.scoring.board.SheetId;

/**
 * A board as it is shown.
 *
 * @param head of the year; absent while the plan leaves it open
 * @param scoreTable the score table's version
 * @param definition members and rules, from the opening on; not in lists
 * @param counts sheets that are there and that there should be, from the opening on; only for a single board
 * @param missing ids of the sheets that are not there; only for a single board
 * @param missingBecause why it was closed without them
 */
record BoardView(
        String board,
        BoardState state,
        String cluster,
        String period,
        int year,
        @Nullable String theme,
        @Nullable ConferencePlan conference,
        @Nullable String head,
        String scoreTable,
        @Nullable String notice,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Definition definition,
        @Nullable Counts counts,
        @Nullable List<String> missing,
        @Nullable String missingBecause) {

    static BoardView summary(Board board) {
        return of(board, null, null, null);
    }

    static BoardView of(Board board) {
        return of(board, definition(board), null, null);
    }

    static BoardView of(Board board, Map<String, CountedSheet> standing) {
        var definition = definition(board);
        if (definition == null) {
            return of(board);
        }
        var opened = Objects.requireNonNull(board.opened(), "an open board");
        var recused = board.recused();
        var expected = Rounds.of(opened).expected().stream()
                .filter(sheet -> recused == null || !recused.recuses(sheet.scorer(), sheet.target()))
                .map(SheetId::toString)
                .toList();
        var missing =
                expected.stream().filter(sheet -> !standing.containsKey(sheet)).toList();
        return of(board, definition, new Counts(expected.size() - missing.size(), expected.size()), missing);
    }

    private static BoardView of(
            Board board, @Nullable Definition definition, @Nullable Counts counts, @Nullable List<String> missing) {
        var plan = board.plan();
        var opened = board.opened();
        var closed = board.phase() instanceof Board.Closed(var rules, var fact, var by) ? fact : null;
        return new BoardView(
                board.id().toString(),
                board.state(),
                board.id().cluster(),
                board.id().period(),
                plan.year(),
                plan.theme(),
                plan.conference(),
                opened == null ? plan.head() : opened.head(),
                plan.scoreTable(),
                plan.notice(),
                opened == null ? null : opened.occurredAt(),
                closed == null ? null : closed.occurredAt(),
                definition,
                counts,
                missing,
                closed == null ? null : closed.missingBecause());
    }

    private static @Nullable Definition definition(Board board) {
        ScoringOpened opened = board.opened();
        return opened == null
                ? null
                : new Definition(
                        Objects.requireNonNull(opened.cluster().name()),
                        opened.members(),
                        opened.scoreTable(),
                        opened.roundPlan());
    }

    /** What no longer changes once a board is open. */
    record Definition(
            String clusterName,
            List<UnitRef> members,
            ScoreTable scoreTable,
            @Nullable RoundPlan roundPlan) {}

    /** Sheets that are there, and that there should be. */
    record Counts(int sheets, int expected) {}
}
