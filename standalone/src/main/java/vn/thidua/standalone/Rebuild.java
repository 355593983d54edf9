package vn.thidua.standalone;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import vn.thidua.standalone.access.DemoClients;
import vn.thidua.standalone.demo.Api;

/** Counts boards again from the whole log, as operations. */
@Command(
        name = "rebuild",
        description = {
            "Count boards again from the whole log, beside those that are read meanwhile; compare the two, and put each",
            "recount that differs in its board's place by one write. Nothing stops for it.",
            "Status 0: done; 3: something differs and stays, because only people decide on it (or --compare-only)."
        },
        mixinStandardHelpOptions = true)
final class Rebuild implements Callable<Integer> {

    private static final String PATH = "/api/ranking/v1/rebuilds";
    private static final int DIFFERS = 3;

    @Mixin
    private final Ports ports = new Ports();

    @Parameters(paramLabel = "BOARD|all", description = "which board, for example hn-mttq-cum-1:2019; or all of them")
    private String board = "";

    @Option(
            names = "--against",
            paramLabel = "URL",
            description = "the console of the running system (default: start the one whose data is in --data)")
    private @Nullable URI against;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "where a system that does not run keeps everything (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(names = "--compare-only", description = "change nothing")
    private boolean compareOnly;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        if (against != null) {
            return rebuild(against, out);
        }
        try (var standalone = Standalone.start(ports.settings(data), Up.printing(out))) {
            return rebuild(standalone.origin(), out);
        }
    }

    private int rebuild(URI origin, PrintWriter out) throws InterruptedException {
        var clock = Clock.systemUTC();
        var api = new Api(origin, new DemoClients(origin, clock), DemoClients.OPERATIONS);
        var wanted = board.equals("all")
                ? Map.of("compareOnly", compareOnly)
                : Map.of("compareOnly", compareOnly, "board", board);
        var began = api.post(PATH, wanted);
        if (began.status() != 202) {
            throw new StartFailed(began.body().path("detailEn").asString(began.toString()));
        }
        var id = began.body().path("id").asString();
        out.println("  · rebuild " + id + " began");
        var shown = "";
        while (true) {
            var rebuild = api.get(PATH + "/" + id).ok().body();
            var line = progress(rebuild);
            if (!line.equals(shown)) {
                out.println(line);
                shown = line;
            }
            if (!rebuild.path("state").asString().matches("READING|SWITCHING")) {
                return ended(rebuild, out);
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static String progress(JsonNode rebuild) {
        var progress = rebuild.path("progress");
        return "  · %-9s %,d of %,d records; %,d of %,d boards compared"
                .formatted(
                        rebuild.path("state").asString().toLowerCase(Locale.ROOT),
                        progress.path("read").asLong(),
                        progress.path("toRead").asLong(),
                        progress.path("compared").asInt(),
                        progress.path("boards").asInt());
    }

    private int ended(JsonNode rebuild, PrintWriter out) {
        var progress = rebuild.path("progress");
        rebuild.path("deviations")
                .forEach(deviation -> out.printf(
                        "  ≠ %s %s: held %s, the log says %s%n",
                        deviation.path("board").asString(),
                        deviation.path("subject").asString(),
                        deviation.path("held").asString("nothing"),
                        deviation.path("recounted").asString("nothing")));
        if (!rebuild.path("state").asString().equals("DONE")) {
            spec.commandLine()
                    .getErr()
                    .println("thidua: the rebuild ended as "
                            + rebuild.path("state").asString() + ": "
                            + rebuild.path("failure").asString("its process ended"));
            return 1;
        }
        var switched = progress.path("switched").asInt();
        var kept = progress.path("kept").asInt();
        out.printf(
                "  %,d boards: %,d equal, %,d %s, %,d differ and stay%n",
                progress.path("boards").asInt(),
                progress.path("equal").asInt(),
                switched,
                compareOnly ? "differ" : "replaced by their recount",
                kept);
        return kept > 0 || (compareOnly && switched > 0) ? DIFFERS : 0;
    }
}
