package vn.thidua.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.thidua.faults.Round.Plan;
import vn.thidua.faults.system.Layout;

/** Starts the whole system in many processes, lets faults strike it under load, and checks what must never happen. */
@Command(
        name = "faults",
        description = {
            "Start brokers, store and two instances of each service as processes on this machine, let random faults strike"
                    + " them under load, and check what must never happen (docs/reliability.md).",
            "Ends with status 0 when nothing was violated; otherwise the run's folder is kept."
        },
        mixinStandardHelpOptions = true)
public final class Faults implements Callable<Integer> {

    private final Clock clock;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "how long faults strike (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "the same seed chooses the same faults; random by default")
    private Long seed = new Random().nextLong(1_000_000);

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "submissions due each second (default: ${DEFAULT-VALUE})")
    private int rate;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "3",
            description = "1 or 3 (default: ${DEFAULT-VALUE})")
    private int brokers;

    @Option(
            names = "--containers",
            description = "Kafka and MongoDB in containers, with the Docker engine that answers, instead of processes;"
                    + " their disks are not filled")
    private boolean inContainers;

    @Option(
            names = "--beside",
            paramLabel = "FOLDER",
            description = "a checkout of another version, built: one instance of each service runs it at first, and"
                    + " instances change their version under load")
    private @Nullable Path beside;

    @Option(
            names = "--only",
            paramLabel = "PATTERN",
            defaultValue = "",
            description = "only the kinds of faults with this regular expression in their name")
    private Pattern only = Pattern.compile("");

    @Option(names = "--few", description = "a few short faults only, each once")
    private boolean few;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Faults(Clock clock) {
        this.clock = clock;
    }

    /** The command, ready to be executed. */
    static CommandLine command(Clock clock) {
        return new CommandLine(new Faults(clock));
    }

    /** Runs it and ends with its status. */
    public static void main(String... arguments) {
        System.exit(command(Clock.systemUTC())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        var folder = Files.createTempDirectory("thidua-faults-" + seed + "-");
        out.printf("seed %d (again with --seed %d); %s%n", seed, seed, folder);
        var time = Duration.ofMillis((long) (minutes * 60_000));
        var holds = new Round(
                        new Plan(time, seed, rate, new Layout(brokers, 2, inContainers, beside, !few), 12, few, only),
                        folder,
                        clock,
                        out)
                .run();
        if (holds) {
            remove(folder);
            out.println("Nothing that must never happen has happened.");
            return 0;
        }
        out.printf("Violated. History, logs and data are kept in %s%n", folder);
        return 1;
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
