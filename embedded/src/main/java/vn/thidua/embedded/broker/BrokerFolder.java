package vn.thidua.embedded.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Where the broker's data is: the cluster's id, and beside it the log.
 *
 * @param clusterId made once, when the folder is first used
 * @param log Kafka's log directory, formatted
 */
record BrokerFolder(String clusterId, Path log) {

    static final int NODE = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    static BrokerFolder prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            String clusterId = clusterId(folder.resolve("cluster-id"));
            Path log = folder.resolve("log");
            if (!Files.exists(log.resolve("meta.properties"))) {
                format(clusterId, log);
            }
            return new BrokerFolder(clusterId, log);
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's folder %s cannot be used: %s".formatted(folder, e), e);
        }
    }

    private static String clusterId(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        String id = Uuid.randomUuid().toString();
        Path draft = file.resolveSibling("cluster-id.new");
        Files.writeString(draft, id + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return id;
    }

    private static void format(String clusterId, Path log) throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(clusterId)
                    .setNodeId(NODE)
                    .setControllerListenerName(CONTROLLER_LISTENER)
                    .addDirectory(log.toString())
                    .setMetadataLogDirectory(log.toString())
                    // What an interrupted first start left behind.
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The log directory could not be formatted", e);
        }
    }
}
