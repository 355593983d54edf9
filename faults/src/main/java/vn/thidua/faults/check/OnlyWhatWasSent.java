package vn.thidua.faults.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import vn.thidua.faults.history.Operation.Submission;
import vn.thidua.faults.history.Outcome;

/** Every stored revision was sent like that by someone who may, and not more often than it was meant. */
final class OnlyWhatWasSent implements Invariant {

    @Override
    public String name() {
        return "I2";
    }

    @Override
    public String promise() {
        return "every stored revision stems from a request that was sent, unchanged; an unknown one at most once";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<String, Set<String>> meant = new HashMap<>();
        for (var submission : evidence.operations(Submission.class)) {
            if (submission.outcome() != Outcome.FAIL) {
                meant.computeIfAbsent(
                                submission.sheet() + " " + Canonical.digest(submission.content()),
                                content -> new HashSet<>())
                        .add(submission.door() + " " + submission.key());
            }
        }
        evidence.sheets().forEach((id, sheet) -> {
            Map<String, Integer> stored = new HashMap<>();
            sheet.revisions().forEach(revision -> {
                var times = stored.merge(revision.digest(), 1, Integer::sum);
                var keys = meant.getOrDefault(id + " " + revision.digest(), Set.of());
                findings.expect(
                        times <= keys.size(),
                        "%s@%d is stored, and %s",
                        id,
                        revision.number(),
                        keys.isEmpty()
                                ? "was never sent like that, or was answered as refused"
                                : "was sent for fewer revisions: " + keys);
            });
        });
    }
}
