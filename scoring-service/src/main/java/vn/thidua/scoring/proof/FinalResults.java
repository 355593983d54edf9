package vn.thidua.scoring.proof;

import vn.thidua.events.ResultsFinalised;

/** Follows which results are final, and brings their corrections into the logs. Thread-safe. */
public final class FinalResults {

    private final FinalBoards boards;
    private final SeasonLogs logs;

    public FinalResults(FinalBoards boards, SeasonLogs logs) {
        this.boards = boards;
        this.logs = logs;
    }

    /** Remembers these results, and puts what they correct into the log; again changes nothing. */
    public void on(ResultsFinalised results) {
        boards.add(results);
        prove(results.board());
    }

    /** Puts the corrections of a board into its log that are not there: a damaged log, or a crash, has kept them out. */
    public void prove(String board) {
        boards.corrections(board).forEach(logs::corrected);
    }
}
