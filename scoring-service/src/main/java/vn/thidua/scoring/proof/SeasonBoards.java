package vn.thidua.scoring.proof;

import java.util.List;
import java.util.stream.Collectors;
import vn.thidua.events.UnitRef;
import vn.thidua.scoring.board.Board;
import vn.thidua.scoring.board.BoardId;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.proof.LogPolicy.SeasonBoard;

/** The boards that are in a season's log. Thread-safe. */
public final class SeasonBoards {

    private final SeasonLogs logs;
    private final Boards boards;

    public SeasonBoards(SeasonLogs logs, Boards boards) {
        this.logs = logs;
        this.boards = boards;
    }

    /** Each as it is stored now. */
    public List<SeasonBoard> of(Origin origin) {
        return logs.boards(origin).stream()
                .flatMap(id -> BoardId.parse(id).flatMap(boards::find).stream())
                .map(SeasonBoards::of)
                .toList();
    }

    private static SeasonBoard of(Board board) {
        var opened = board.opened();
        var members = opened == null
                ? List.<String>of()
                : opened.members().stream().map(UnitRef::id).toList();
        return new SeasonBoard(
                board.id().toString(), board.state(), members.stream().collect(Collectors.toSet()));
    }
}
