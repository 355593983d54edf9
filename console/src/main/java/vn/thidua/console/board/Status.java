package vn.thidua.console.board;

/** How far a board has come. Only {@link #FINAL} results are results. */
public enum Status {
    OPEN,
    CLOSED,
    FINAL
}
