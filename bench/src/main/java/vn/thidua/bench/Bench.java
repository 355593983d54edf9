package vn.thidua.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.bench.run.BenchFailed;
import vn.thidua.bench.run.Progress;

/**
 * The launcher's {@code bench}: measures the system in a process of its own, on this machine's loopback interface only.
 * Ends with status 0 when nothing was lost, counted twice or wrong, with 1 otherwise, with 2 when it was called wrongly.
 */
@Command(
        name = "bench",
        description = {
            "Measure the whole system, in a process of its own with data of its own.",
            "load: sheets a second over HTTP and over Kafka, beside Kafka's own producer performance tool;",
            "batch: 10,000 events in one request, 100 of them wrong, beside the same sheets one by one;",
            "rebuild: a whole season counted again from the log, beside Kafka's own consumer performance tool;",
            "crash: kill -9 under load, start again, look for everything that was acknowledged."
        },
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "load|batch|rebuild|crash|all",
            defaultValue = "all",
            description = "what to measure (default: ${DEFAULT-VALUE})")
    private What what = What.ALL;

    @Option(
            names = "--sheets",
            paramLabel = "N",
            defaultValue = "20000",
            description = "sheets for each way in, filled up to whole boards; a crash run halves them between the two"
                    + " (default: ${DEFAULT-VALUE})")
    private int sheets;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "10000",
            description = "events of the batch, 100 to 10,000 (default: ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--clusters",
            paramLabel = "N",
            defaultValue = "330",
            description = "clusters of ten units that are rebuilt (default: ${DEFAULT-VALUE})")
    private int clusters;

    @Option(names = "--seed", paramLabel = "N", description = "replays the marks, the order and the moment of the kill")
    private @Nullable Long seed;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "16",
            description = "requests over HTTP at a time (default: ${DEFAULT-VALUE})")
    private int clients;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "how often to crash, each time a new system (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "also write the figures here, for programs")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Clock clock;

    Bench(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        System.exit(command(Clock.systemUTC()).execute(arguments));
    }

    static CommandLine command(Clock clock) {
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new CommandLine(new Bench(clock))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("thidua bench: " + failure.getMessage());
                    if (!(failure instanceof BenchFailed)) {
                        failure.printStackTrace(command.getErr());
                    }
                    return 1;
                });
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (events < 100 || events > 10_000) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--events must be from 100 to 10000");
        }
        if (sheets < 1 || clients < 1 || rounds < 1 || clusters < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--sheets, --clients, --clusters and --rounds must be at least 1");
        }
        var out = spec.commandLine().getOut();
        var progress = new Progress(out);
        var first = seed == null ? new Random().nextInt(1_000_000) : seed;
        var load = what.includes(What.LOAD) ? new LoadRun(first, sheets, clients, clock, progress).run() : null;
        var batch = what.includes(What.BATCH) ? new BatchRun(first, events, clients, progress).run() : null;
        var rebuild = what.includes(What.REBUILD) ? new RebuildRun(first, clusters, progress).run() : null;
        var crashes = new ArrayList<Figures.Crash>();
        for (var round = 0; what.includes(What.CRASH) && round < rounds; round++) {
            crashes.add(new CrashRun(first + round, sheets, clients, clock, progress).run());
        }
        var figures = new Figures(setting(first), load, batch, rebuild, crashes);
        new Report(figures, out).print();
        if (json != null) {
            Files.writeString(json, asJson(figures) + System.lineSeparator());
        }
        return figures.allWell() ? 0 : 1;
    }

    private Figures.Setting setting(long first) {
        return new Figures.Setting(
                first,
                clients,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                Objects.requireNonNullElse(System.getenv("THIDUA_HEAP"), "448m"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    private static String asJson(Figures figures) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(figures);
    }

    /** What to measure. */
    enum What {
        LOAD,
        BATCH,
        REBUILD,
        CRASH,
        ALL;

        boolean includes(What part) {
            return this == ALL || this == part;
        }
    }
}
