package vn.thidua.bench.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import vn.thidua.bench.run.BenchFailed;
import vn.thidua.standalone.demo.KafkaDoor;

/**
 * Kafka's own producer performance tool, as a process of its own against the same broker: what the broker takes when
 * nobody reads, decides or stores anything. Ten times the records of our own load, after as many to warm up, since the
 * tool would otherwise mostly measure its own start.
 */
public final class PeerTool {

    private static final String TOPIC = "bench-peer";
    private static final int PARTITIONS = 4;
    private static final int TIMES = 10;
    private static final Pattern RATE = Pattern.compile("records sent, ([0-9.]+) records/sec");

    private final KafkaDoor kafka;
    private final Map<String, Object> settings;

    public PeerTool(KafkaDoor kafka) {
        this.kafka = kafka;
        this.settings = kafka.settings("bench");
    }

    /** Runs the tool to its end. */
    public Peer run(long ourRecords, int recordBytes) throws InterruptedException {
        createTopic();
        var records = TIMES * ourRecords;
        var arguments = List.of(
                "--bootstrap-server",
                kafka.brokers(),
                "--topic",
                TOPIC,
                "--num-records",
                Long.toString(records + ourRecords),
                "--warmup-records",
                Long.toString(ourRecords),
                "--record-size",
                Integer.toString(recordBytes),
                "--throughput",
                "-1",
                "--command-config",
                config().toString());
        var output = output(arguments);
        return new Peer(records, recordBytes, lastRate(output));
    }

    /** The tool takes a login from a file only. */
    private Path config() {
        var config = new Properties();
        config.putAll(settings);
        config.put("acks", "all");
        try {
            var file = Files.createTempFile("thidua-bench", ".properties");
            file.toFile().deleteOnExit();
            try (var out = Files.newBufferedWriter(file)) {
                config.store(out, null);
            }
            return file;
        } catch (IOException e) {
            throw new BenchFailed("no temporary file: " + e.getMessage(), e);
        }
    }

    private void createTopic() throws InterruptedException {
        try (var admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new BenchFailed("the topic " + TOPIC + " could not be made: " + e.getCause(), e);
        }
    }

    private static String output(List<String> arguments) throws InterruptedException {
        Process tool;
        try {
            tool = Jvm.process(
                            List.of("-Xmx" + Jvm.heap(), "-XX:+UseSerialGC", "-Duser.language=en"),
                            "org.apache.kafka.tools.ProducerPerformance",
                            arguments)
                    .start();
        } catch (IOException e) {
            throw new BenchFailed("the producer performance tool could not be started: " + e.getMessage(), e);
        }
        var atExit = Thread.ofPlatform().unstarted(tool::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        try (var printed = tool.getInputStream()) {
            var text = new String(printed.readAllBytes(), UTF_8);
            if (tool.waitFor() != 0) {
                throw new BenchFailed("the producer performance tool failed:\n" + text);
            }
            return text;
        } catch (IOException e) {
            throw new BenchFailed("the producer performance tool's output could not be read: " + e.getMessage(), e);
        } finally {
            tool.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private static double lastRate(String output) {
        return RATE.matcher(output)
                .results()
                .reduce((earlier, later) -> later)
                .map(rate -> Double.parseDouble(rate.group(1)))
                .orElseThrow(
                        () -> new BenchFailed("no rate in what the producer performance tool printed:\n" + output));
    }

    /** What the tool reached, after its warm-up. */
    public record Peer(long records, int recordBytes, double recordsPerSecond) {}
}
