package vn.thidua.standalone;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and keeps it running until Ctrl-C. */
@Command(
        name = "up",
        description = {
            "Start broker, store, the three services and the console in this process, until Ctrl-C.",
            "THIDUA_KAFKA and THIDUA_MONGODB, where set, name servers to use instead of the embedded ones."
        },
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {

    @Mixin
    private final Ports ports = new Ports();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "where everything is kept (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var standalone = Standalone.start(ports.settings(data), printing(out));
        stopOnCtrlC(standalone, out);
        out.printf("%n  Thi Đua is up: %s   (Ctrl-C stops it; data is in %s)%n", standalone.origin(), data);
        return untilItFails(standalone, spec.commandLine().getErr());
    }

    static Standalone.Ready printing(PrintWriter out) {
        var started = System.nanoTime();
        return (name, address) -> out.printf(
                "  ✓ %-13s %-32s %5.1f s%n",
                name, address, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started) / 1000.0);
    }

    static void stopOnCtrlC(Standalone standalone, PrintWriter out) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            out.println("  stopping …");
            standalone.close();
            out.println("  stopped");
        }));
    }

    static int untilItFails(Standalone standalone, PrintWriter err) {
        var failure = standalone.awaitFailure();
        err.println("thidua: stopping, because the broker or the store failed: " + failure.getMessage());
        return 1;
    }
}
