package vn.thidua.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a started system listens; the options that {@code up} and {@code demo} share. */
final class Ports {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "the console's port; the three services take the next three (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "the embedded broker's port (default: ${DEFAULT-VALUE})")
    private int kafkaPort;

    @Option(
            names = "--store-port",
            paramLabel = "PORT",
            defaultValue = "27017",
            description = "the embedded store's port (default: ${DEFAULT-VALUE})")
    private int storePort;

    Standalone.Settings settings(Path data) {
        return new Standalone.Settings(
                data,
                port,
                kafkaPort,
                storePort,
                environment("THIDUA_KAFKA"),
                environment("THIDUA_MONGODB"),
                environment("THIDUA_ISSUER"));
    }

    private static @Nullable String environment(String name) {
        var value = System.getenv(name);
        return value == null || value.isBlank() ? null : value;
    }
}
