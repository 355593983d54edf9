package vn.thidua.faults.history;

/** What a client knows of an operation. */
public enum Outcome {
    /** It was answered: done. */
    OK,
    /** Certainly not applied: refused, or never sent. */
    FAIL,
    /** Sent, and no answer that says which. */
    INFO
}
