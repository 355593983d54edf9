package vn.thidua.bench.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import vn.thidua.bench.run.BenchFailed;

/**
 * Kafka's own consumer performance tool, as a process of its own: how fast a topic can be read when nothing is made of
 * it. It reads every record of the topic once.
 */
public final class ConsumerTool {

    /** What it prints on its last line: times, megabytes and records, each with its rate, then times of its phases. */
    private static final int COLUMNS = 10;

    private ConsumerTool() {}

    /**
     * Runs the tool to its end.
     *
     * @param brokers that let everybody in
     */
    public static Read run(String brokers, String topic, long records) throws InterruptedException {
        var output = output(List.of(
                "--bootstrap-server",
                brokers,
                "--topic",
                topic,
                "--messages",
                Long.toString(records),
                "--timeout",
                "30000",
                "--hide-header"));
        var line = output.lines()
                .map(each -> each.split(",\\s*"))
                .filter(columns -> columns.length == COLUMNS)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new BenchFailed("no figures in what the consumer tool printed:\n" + output));
        return new Read(Long.parseLong(line[4]), Double.parseDouble(line[9]), Double.parseDouble(line[5]));
    }

    private static String output(List<String> arguments) throws InterruptedException {
        try {
            var tool = Jvm.process(
                            List.of("-Xmx" + Jvm.heap(), "-XX:+UseSerialGC", "-Duser.language=en"),
                            "org.apache.kafka.tools.ConsumerPerformance",
                            arguments)
                    .start();
            try (var printed = tool.getInputStream()) {
                var text = new String(printed.readAllBytes(), UTF_8);
                if (tool.waitFor() != 0) {
                    throw new BenchFailed("the consumer performance tool failed:\n" + text);
                }
                return text;
            } finally {
                tool.destroyForcibly();
            }
        } catch (IOException e) {
            throw new BenchFailed("the consumer performance tool could not be run: " + e.getMessage(), e);
        }
    }

    /**
     * What the tool read.
     *
     * @param fetchedPerSecond records a second once it had joined its group
     * @param recordsPerSecond records a second from its start
     */
    public record Read(long records, double fetchedPerSecond, double recordsPerSecond) {}
}
