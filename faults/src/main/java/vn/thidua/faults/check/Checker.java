package vn.thidua.faults.check;

import java.util.List;

/**
 * Finds out whether what must never happen has happened. It knows nothing of how the product works: only what clients
 * were told, what is stored, and what was published.
 */
public final class Checker {

    private static final List<Invariant> INVARIANTS = List.of(
            new CountedOnce(),
            new OnlyWhatWasSent(),
            new Recomputed(),
            new EventForEveryRevision(),
            new NeverBackwards(),
            new ToldOnce(),
            new Verifiable(),
            new RightsOfTheInstant(),
            new AtRest(),
            new InTheLog());

    private Checker() {}

    /** One verdict for each invariant. */
    public static List<Verdict> check(Evidence evidence) {
        return INVARIANTS.stream()
                .map(invariant -> {
                    var findings = new Findings();
                    invariant.check(evidence, findings);
                    return findings.verdict(invariant);
                })
                .toList();
    }
}
