package vn.thidua.scoring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.board.CloseBoard;

/** Finishes, at start, what a crash left half closed. */
@Component
class UnfinishedClosings {

    private static final Logger log = LoggerFactory.getLogger(UnfinishedClosings.class);

    private final Boards boards;
    private final CloseBoard closeBoard;

    UnfinishedClosings(Boards boards, CloseBoard closeBoard) {
        this.boards = boards;
        this.closeBoard = closeBoard;
    }

    @EventListener(ApplicationReadyEvent.class)
    void finish() {
        for (var board : boards.closing()) {
            var closed = closeBoard.finish(board);
            log.info(
                    "Finished closing {}: {} sheets count",
                    board,
                    closed.manifest().size());
        }
    }
}
