package vn.thidua.faults;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.thidua.faults.check.Verdict;
import vn.thidua.faults.load.Tally;

/** What a run ends with: the load, the faults, the invariants. */
final class Report {

    private final Map<String, List<Duration>> recoveries = new TreeMap<>();
    private int injected;

    void recovered(String fault, Duration after) {
        injected++;
        recoveries.computeIfAbsent(fault, name -> new ArrayList<>()).add(after);
    }

    int injected() {
        return injected;
    }

    void print(PrintWriter out, Tally tally, Duration took, List<Verdict> verdicts) {
        out.printf(
                "%n%,d submissions acknowledged in %d s (%.0f/s), %,d corrections, %,d repeats; %,d without a clear answer,"
                        + " %,d due and not sent%n",
                tally.acknowledged(),
                took.toSeconds(),
                tally.acknowledged() / Math.max(1.0, took.toMillis() / 1000.0),
                tally.revisions(),
                tally.repeats(),
                tally.unknown(),
                tally.missed());
        tally.refusals().forEach((what, times) -> out.printf("  refused: %,d × %s%n", times, what));
        out.printf("%n%d faults of %d kinds%n", injected, recoveries.size());
        out.printf("  %-44s %5s  %s%n", "fault", "times", "recovered after, s (median, longest)");
        recoveries.forEach((fault, times) -> {
            var sorted = times.stream().sorted().toList();
            out.printf(
                    "  %-44s %5d  %6.1f %6.1f%n",
                    fault,
                    times.size(),
                    sorted.get(sorted.size() / 2).toMillis() / 1000.0,
                    sorted.getLast().toMillis() / 1000.0);
        });
        out.printf("%n  %-3s %12s %10s  %s%n", "", "checked", "violated", "");
        for (var verdict : verdicts) {
            out.printf(
                    "  %-3s %,12d %,10d  %s%n",
                    verdict.invariant(), verdict.checked(), verdict.violated(), verdict.promise());
            verdict.examples().stream().limit(10).forEach(example -> out.printf("        ! %s%n", example));
        }
        out.flush();
    }
}
