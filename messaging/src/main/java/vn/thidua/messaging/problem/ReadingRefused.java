package vn.thidua.messaging.problem;

import java.io.IOException;

/** Ends the reading of a body with the answer that its sender gets, however deep in a library it is read. */
public final class ReadingRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public ReadingRefused(Refusal refusal) {
        super(refusal.slug());
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
