package vn.thidua.bench;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.bench.load.Speed;
import vn.thidua.bench.load.Speed.Latency;
import vn.thidua.bench.run.Findings.Found;
import vn.thidua.bench.system.ConsumerTool;
import vn.thidua.bench.system.PeerTool.Peer;

/**
 * All that was measured, as it is written for programs. Times in seconds unless a name says otherwise.
 *
 * @param load the undisturbed run, if it was made
 * @param batch the run with one large request, if it was made
 * @param rebuild the run that counts a season again, if it was made
 * @param crashes one for each kill
 */
record Figures(
        Setting setting,
        @Nullable Load load,
        @Nullable Batch batch,
        @Nullable Rebuild rebuild,
        List<Crash> crashes) {

    Figures {
        crashes = List.copyOf(crashes);
    }

    /** Whether nothing was lost, counted twice or wrong. */
    boolean allWell() {
        return (load == null || load.found().nothing())
                && (batch == null || batch.found().nothing())
                && (rebuild == null || rebuild.found().nothing())
                && crashes.stream().allMatch(crash -> crash.found().nothing());
    }

    /** What it was measured with. The load generator shares the processors with the system. */
    record Setting(long seed, int clients, int processors, String java, String heap, String system) {}

    /**
     * @param httpToPeer submissions a second over HTTP, as a part of the records a second of Kafka's own tool
     * @param intakeToPeer the same of the intake
     * @param peakResidentMebibytes memory of the system's process
     */
    record Load(
            int boards,
            long sheets,
            Door http,
            Door intake,
            Peer peer,
            double httpToPeer,
            double intakeToPeer,
            long peakResidentMebibytes,
            Found found) {}

    /**
     * One way into the system.
     *
     * @param to where the requests went
     * @param submissions first submissions, corrections and repeats
     * @param seconds from the first request to the last acknowledgement
     * @param catchUpSeconds from the last acknowledgement until all standings showed everything
     * @param systemCpuSeconds processor time that the system used until then
     * @param clientCpuSeconds processor time that the load generator used until then
     */
    record Door(
            String to,
            long sheets,
            long corrections,
            long repeats,
            long submissions,
            double seconds,
            double sheetsPerSecond,
            double submissionsPerSecond,
            @Nullable Latency latencyMillis,
            double catchUpSeconds,
            double systemCpuSeconds,
            double clientCpuSeconds) {

        static Door of(String to, Speed speed, Duration catchUp, Duration systemCpu, Duration clientCpu) {
            return new Door(
                    to,
                    speed.sheets(),
                    speed.corrections(),
                    speed.repeats(),
                    speed.submissions(),
                    inSeconds(speed.took()),
                    speed.sheetsPerSecond(),
                    speed.submissionsPerSecond(),
                    speed.latency(),
                    inSeconds(catchUp),
                    inSeconds(systemCpu),
                    inSeconds(clientCpu));
        }
    }

    /**
     * @param sheets in the request, and sent one by one
     * @param refused events in the request that had to be refused, each with its own problem
     * @param bodyBytes of the request, compressed
     * @param seconds from the request to its whole answer
     * @param oneByOneSeconds from the first request to the last answer
     * @param timesFaster how many times as long one by one takes
     * @param toPeer sheets a second in one request, as a part of the records a second of Kafka's own tool
     */
    record Batch(
            int sheets,
            int refused,
            int bodyBytes,
            double seconds,
            double sheetsPerSecond,
            double oneByOneSeconds,
            double oneByOneSheetsPerSecond,
            Peer peer,
            double timesFaster,
            double toPeer,
            Found found) {}

    /**
     * @param killedAfter how many acknowledgements were to come before the kill
     * @param acknowledged requests that had been acknowledged when the system was gone
     * @param unknown requests that had been sent without an answer
     * @param restartSeconds from the start of the second process until every part answered
     */
    record Crash(
            long seed,
            int boards,
            long sheets,
            long killedAfter,
            long acknowledged,
            long unknown,
            double restartSeconds,
            double catchUpSeconds,
            Found found) {}

    /**
     * @param sheets that stand in the end
     * @param sheetEvents first submissions and corrections
     * @param read records that the rebuild read, of the scoring and of the ranking events
     * @param liveSeconds from the start of the service until it had counted all of the log as it came
     * @param seconds of the rebuild of all boards
     * @param oneBoardSeconds of the rebuild of a single board
     * @param residentBefore memory of the service's process before it, in MiB
     * @param residentAtMost and at most, up to its end
     * @param peer what Kafka's own tool read of the scoring events alone
     * @param toPeer scoring events a second of the rebuild, as a part of the tool's, from its start
     * @param toPeerFetching the same, from when the tool had joined its group
     */
    record Rebuild(
            int clusters,
            int units,
            long sheets,
            long sheetEvents,
            long read,
            double liveSeconds,
            double seconds,
            double recordsPerSecond,
            double oneBoardSeconds,
            long residentBefore,
            long residentAtMost,
            ConsumerTool.Read peer,
            double toPeer,
            double toPeerFetching,
            Found found) {}

    static double inSeconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
