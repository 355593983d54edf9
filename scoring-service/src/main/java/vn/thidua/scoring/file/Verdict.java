package vn.thidua.scoring.file;

/** What would come of a row. */
public enum Verdict {
    /** The sheet's first revision. */
    NEW,
    /** A further revision. */
    CORRECTION,
    /** Stands as it is. */
    UNCHANGED,
    /** Does not count. */
    REFUSED
}
