package vn.thidua.console.board;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is to lead the cluster in the coming year, and how far the members have come in agreeing on it. */
record Leadership(
        int termYear,
        State state,
        @Nullable Unit head,
        @Nullable Unit deputy,
        @Nullable Unit nominatedBy,
        @Nullable List<Unit> consents,
        @Nullable List<Unit> awaiting,
        @Nullable LocalDate effectiveFrom) {

    enum State {
        NONE,
        NOMINATED,
        AGREED
    }

    /** How many members have consented. */
    public int consented() {
        return consents == null ? 0 : consents.size();
    }

    /** How many members are asked. */
    public int asked() {
        return consented() + (awaiting == null ? 0 : awaiting.size());
    }
}
