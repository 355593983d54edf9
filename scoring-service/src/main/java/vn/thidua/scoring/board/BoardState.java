package vn.thidua.scoring.board;

/** How far a board has come; it only ever moves forward. */
public enum BoardState {
    /** May still be changed, takes no sheets. */
    PREPARED,
    /** Takes sheets, under rules that no longer change. */
    OPEN,
    /** Takes no sheets any more; which ones count is being written down. */
    CLOSING,
    /** The manifest says which sheets count. */
    CLOSED
}
