package vn.thidua.standalone;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.thidua.standalone.demo.KafkaDoor;
import vn.thidua.standalone.demo.Report;
import vn.thidua.standalone.demo.Season;
import vn.thidua.standalone.demo.TiedReport;
import vn.thidua.standalone.demo.TiedSeason;

/** Plays Cluster I's year 2019 from the first registration to the last notice. */
@Command(
        name = "demo",
        description = {
            "Start everything, then play Cluster I, 2019 (every mark is invented): six district systems send their",
            "score sheets over HTTP and Kafka, results are finalised, next year's leadership is agreed, all are told."
        },
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {

    @Mixin
    private final Ports ports = new Ports();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "keep the data here (default: a temporary folder that is removed at the end)")
    private @Nullable Path data;

    @Option(names = "--exit", description = "end when played: status 0 only if everything was as expected")
    private boolean exit;

    @Option(
            names = "--tie",
            description = {
                "play a short season instead in which awards are tied: what is refused, how ballots and a decision",
                "break the ties, and who gets which award (everything but the units' names is invented)"
            })
    private boolean tie;

    @Option(names = "--json", description = "print a summary for programs instead; ends when played")
    private boolean json;

    @Option(
            names = "--against",
            paramLabel = "URL",
            description = "play against a running system, whose console is here, instead of starting one")
    private @Nullable URI against;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9094",
            description = "with --against: where that system's brokers are (default: ${DEFAULT-VALUE})")
    private String brokers = "localhost:9094";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        if (against != null) {
            return play(against, new KafkaDoor(brokers, true), out);
        }
        var temporary = data == null ? Files.createTempDirectory("thidua-demo") : null;
        var folder = temporary == null ? requireNonNull(data) : temporary;
        var started = new AtomicReference<@Nullable Standalone>();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            var standalone = started.get();
            if (standalone != null) {
                standalone.close();
            }
            if (temporary != null) {
                delete(temporary);
            }
        }));
        var standalone = Standalone.start(ports.settings(folder), Up.printing(out));
        started.set(standalone);
        var status = play(standalone.origin(), standalone.kafkaDoor(), out);
        out.println("  " + Footprint.now());
        if (!exit && !json) {
            out.println("  Still up at " + standalone.origin() + " until Ctrl-C");
            return Up.untilItFails(standalone, spec.commandLine().getErr());
        }
        return status;
    }

    private int play(URI origin, KafkaDoor kafka, PrintWriter out) {
        out.println();
        if (tie) {
            return playTied(origin, out);
        }
        try (var season = new Season(origin, kafka, Clock.systemUTC(), done -> out.println("  · " + done))) {
            var outcome = season.play();
            var report = new Report(outcome, origin.toString());
            if (json) {
                report.printJsonTo(spec.commandLine().getOut());
            } else {
                report.printTo(out);
            }
            return outcome.asExpected() ? 0 : 1;
        }
    }

    private int playTied(URI origin, PrintWriter out) {
        var outcome = new TiedSeason(origin, Clock.systemUTC(), done -> out.println("  · " + done)).play();
        var report = new TiedReport(outcome, origin.toString());
        if (json) {
            report.printJsonTo(spec.commandLine().getOut());
        } else {
            report.printTo(out);
        }
        return outcome.asExpected() ? 0 : 1;
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // A temporary folder: the operating system will.
        }
    }

    /** What this process has cost so far, as the operating system counts it. */
    private record Footprint(Duration sinceStart, long peakResidentMebibytes) {

        private static Footprint now() {
            var started = ProcessHandle.current().info().startInstant();
            return new Footprint(
                    started.map(start ->
                                    Duration.between(start, Clock.systemUTC().instant()))
                            .orElse(Duration.ZERO),
                    peakResident());
        }

        private static long peakResident() {
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                return lines.filter(line -> line.startsWith("VmHWM:"))
                                .map(line -> line.replaceAll("\\D", ""))
                                .mapToLong(Long::parseLong)
                                .findFirst()
                                .orElse(0)
                        / 1024;
            } catch (IOException e) {
                return 0; // not Linux: not known
            }
        }

        @Override
        public String toString() {
            var time = "%.1f s since the command was given".formatted(sinceStart.toMillis() / 1000.0);
            return peakResidentMebibytes == 0
                    ? time
                    : time + ", peak resident memory %d MiB".formatted(peakResidentMebibytes);
        }
    }
}
