package vn.thidua.bench.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.bench.run.BenchFailed;

/** The ranking service in a process of its own, with the launcher's memory; broker and store are elsewhere. */
public final class RankingAlone implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;
    private final PrintWriter asked;
    private final Thread atExit;

    private RankingAlone(Process process) {
        this.process = process;
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        asked = new PrintWriter(process.getOutputStream(), true, UTF_8);
        atExit = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts it, and returns when it is ready. */
    public static RankingAlone start(String brokers, String mongodb, String database) {
        try {
            var ranking = new RankingAlone(Jvm.process(
                            List.of(
                                    "-Xmx" + Jvm.heap(),
                                    "-XX:+UseSerialGC",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow"),
                            RankingProcess.class.getName(),
                            List.of(brokers, mongodb, database))
                    .start());
            ranking.answer("READY");
            return ranking;
        } catch (IOException e) {
            throw new BenchFailed("the ranking service could not be started: " + e.getMessage(), e);
        }
    }

    /** Rebuilds a board, or {@code all}, and returns what the rebuild says of itself at its end. */
    public JsonNode rebuild(String board) {
        asked.println(board);
        return JsonMapper.shared().readTree(answer("REBUILT "));
    }

    private String answer(String kind) {
        var words = new StringBuilder();
        try {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                if (line.startsWith(kind)) {
                    return line.substring(kind.length());
                }
                words.append(line).append('\n');
            }
        } catch (IOException e) {
            throw new BenchFailed("the ranking service cannot be heard: " + e.getMessage(), e);
        }
        throw new BenchFailed("the ranking service ended:\n" + words);
    }

    /** Memory that is resident now ({@code VmRSS}) or was at most ({@code VmHWM}), in MiB; 0 where it is not told. */
    public long mebibytes(String which) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(which))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException notLinux) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
