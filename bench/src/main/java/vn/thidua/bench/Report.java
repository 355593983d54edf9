package vn.thidua.bench;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.thidua.bench.Figures.Batch;
import vn.thidua.bench.Figures.Crash;
import vn.thidua.bench.Figures.Door;
import vn.thidua.bench.Figures.Load;
import vn.thidua.bench.Figures.Rebuild;
import vn.thidua.bench.load.Speed.Latency;
import vn.thidua.bench.run.Findings.Found;

/** The figures as a table for people. */
final class Report {

    private final Figures figures;
    private final PrintWriter out;

    Report(Figures figures, PrintWriter out) {
        this.figures = figures;
        this.out = out;
    }

    void print() {
        var setting = figures.setting();
        out.println();
        line(
                "  seed %d · %d clients · %d processors, shared with the load generator · Java %s · heap %s",
                setting.seed(), setting.clients(), setting.processors(), setting.java(), setting.heap());
        var load = figures.load();
        if (load != null) {
            load(load);
        }
        var batch = figures.batch();
        if (batch != null) {
            batch(batch);
        }
        var rebuild = figures.rebuild();
        if (rebuild != null) {
            rebuild(rebuild);
        }
        figures.crashes().forEach(this::crash);
        out.println();
        out.println(
                figures.allWell()
                        ? "  Nothing was lost, nothing counted twice, nothing is wrong."
                        : "  NOT as it must be: see above.");
    }

    private void load(Load load) {
        out.println();
        line(
                "  %-13s %8s %8s %8s %10s %10s %9s %9s %9s %10s %9s",
                "",
                "sheets",
                "correct.",
                "repeats",
                "sheets/s",
                "all/s",
                "p50 ms",
                "p99 ms",
                "max ms",
                "catch-up",
                "cpu s");
        door("HTTP", load.http());
        door("Kafka intake", load.intake());
        line(
                "  %-13s %,d records of %d bytes, acks=all: %,.0f records/s",
                "Kafka's tool",
                load.peer().records(),
                load.peer().recordBytes(),
                load.peer().recordsPerSecond());
        line(
                "  %-13s HTTP %.1f %%, intake %.1f %% of the tool's records (all requests counted)",
                "ratio", 100 * load.httpToPeer(), 100 * load.intakeToPeer());
        line("  %-13s %,d MiB resident at most", "memory", load.peakResidentMebibytes());
        found(load.boards(), load.sheets(), load.found());
    }

    private void door(String name, Door door) {
        line(
                "  %-13s %,8d %,8d %,8d %,10.0f %,10.0f %9s %9s %9s %8.1f s %9s",
                name,
                door.sheets(),
                door.corrections(),
                door.repeats(),
                door.sheetsPerSecond(),
                door.submissionsPerSecond(),
                millis(door.latencyMillis(), 50),
                millis(door.latencyMillis(), 99),
                millis(door.latencyMillis(), 100),
                door.catchUpSeconds(),
                "%.0f+%.0f".formatted(door.systemCpuSeconds(), door.clientCpuSeconds()));
    }

    private static String millis(@Nullable Latency latency, int percentile) {
        if (latency == null) {
            return "–";
        }
        var millis = switch (percentile) {
            case 50 -> latency.p50();
            case 99 -> latency.p99();
            default -> latency.max();
        };
        return String.format(Locale.ROOT, "%,.1f", millis);
    }

    private void batch(Batch batch) {
        out.println();
        line(
                "  %-13s %,d sheets and %d that are wrong, %,d bytes: %.1f s, %,.0f sheets/s",
                "one request",
                batch.sheets(),
                batch.refused(),
                batch.bodyBytes(),
                batch.seconds(),
                batch.sheetsPerSecond());
        line(
                "  %-13s the same sheets: %.1f s, %,.0f sheets/s",
                "one by one", batch.oneByOneSeconds(), batch.oneByOneSheetsPerSecond());
        line(
                "  %-13s %,d records of %d bytes, acks=all: %,.0f records/s",
                "Kafka's tool",
                batch.peer().records(),
                batch.peer().recordBytes(),
                batch.peer().recordsPerSecond());
        line(
                "  %-13s one request is %.1f times as fast as one by one, %.1f %% of the tool's records",
                "ratio", batch.timesFaster(), 100 * batch.toPeer());
        line(
                "  %-13s every answer: lost %d, counted twice %d, wrong %d",
                "compared",
                batch.found().lost(),
                batch.found().countedTwice(),
                batch.found().wrong());
        batch.found().examples().forEach(example -> out.println("    ! " + example));
    }

    private void rebuild(Rebuild rebuild) {
        out.println();
        line(
                "  %-13s %,d units in %,d clusters, %,d sheet events; counted as they came in %.1f s",
                "season", rebuild.units(), rebuild.clusters(), rebuild.sheetEvents(), rebuild.liveSeconds());
        line(
                "  %-13s %,d records in %.1f s, %,.0f records/s; one board %.1f s",
                "rebuild all",
                rebuild.read(),
                rebuild.seconds(),
                rebuild.recordsPerSecond(),
                rebuild.oneBoardSeconds());
        line(
                "  %-13s %,d MiB resident before, %,d MiB at most",
                "memory", rebuild.residentBefore(), rebuild.residentAtMost());
        line(
                "  %-13s %,d records: %,.0f records/s, %,.0f once it had joined its group",
                "Kafka's tool",
                rebuild.peer().records(),
                rebuild.peer().recordsPerSecond(),
                rebuild.peer().fetchedPerSecond());
        line(
                "  %-13s scoring events of the rebuild: %.1f %% of the tool's, %.1f %% once it had joined",
                "ratio", 100 * rebuild.toPeer(), 100 * rebuild.toPeerFetching());
        found(rebuild.clusters(), rebuild.sheets(), rebuild.found());
    }

    private void crash(Crash crash) {
        out.println();
        line(
                "  %-13s seed %d: %,d acknowledged and %,d unanswered when killed; up again in %.1f s; caught up in %.1f s",
                "kill -9",
                crash.seed(),
                crash.acknowledged(),
                crash.unknown(),
                crash.restartSeconds(),
                crash.catchUpSeconds());
        found(crash.boards(), crash.sheets(), crash.found());
    }

    private void found(int boards, long sheets, Found found) {
        line(
                "  %-13s %,d boards, %,d sheets: lost %d, counted twice %d, wrong %d",
                "compared", boards, sheets, found.lost(), found.countedTwice(), found.wrong());
        found.examples().forEach(example -> out.println("    ! " + example));
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
