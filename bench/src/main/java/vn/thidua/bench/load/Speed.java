package vn.thidua.bench.load;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast one door took the sheets.
 *
 * @param submissions all requests that were acknowledged: first submissions, corrections and repeats
 * @param sheets first submissions
 * @param took from the first request to the last acknowledgement
 * @param latency of each request, where each was waited for
 */
public record Speed(
        long submissions,
        long sheets,
        long corrections,
        long repeats,
        Duration took,
        @Nullable Latency latency) {

    static Speed of(List<Submission> submissions, long nanos, @Nullable Latency latency) {
        var acknowledged =
                submissions.stream().filter(Submission::isAcknowledged).toList();
        var repeats = acknowledged.stream().filter(Submission::isRepeat).count();
        var corrections = acknowledged.stream()
                .filter(submission -> submission.isCorrection() && !submission.isRepeat())
                .count();
        return new Speed(
                acknowledged.size(),
                acknowledged.size() - corrections - repeats,
                corrections,
                repeats,
                Duration.ofNanos(nanos),
                latency);
    }

    /** Sheets a second: corrections and repeats took their time too, and are not counted. */
    public double sheetsPerSecond() {
        return sheets / seconds();
    }

    /** Acknowledged requests a second. */
    public double submissionsPerSecond() {
        return submissions / seconds();
    }

    private double seconds() {
        return Math.max(1, took.toNanos()) / 1e9;
    }

    /** Percentiles, in milliseconds. */
    public record Latency(double p50, double p99, double max) {}
}
