package vn.thidua.faults.check;

import java.util.ArrayList;
import java.util.List;

/** What the check of one invariant has seen so far. */
final class Findings {

    private static final int MOST = 50;

    private final List<String> violations = new ArrayList<>();
    private long checked;
    private long violated;

    /** One more was looked at; if it does not hold, here is what is wrong. */
    void expect(boolean holds, String format, Object... about) {
        checked++;
        if (!holds) {
            violated++;
            if (violations.size() < MOST) {
                violations.add(format.formatted(about));
            }
        }
    }

    Verdict verdict(Invariant invariant) {
        return new Verdict(invariant.name(), invariant.promise(), checked, violated, List.copyOf(violations));
    }
}
