package vn.thidua.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import vn.thidua.standalone.verify.Verify;

/** The launcher's commands. */
@Command(
        name = "thidua",
        description = "Thi Đua: emulation clusters score, rank and decide together.",
        mixinStandardHelpOptions = true,
        version = "Thi Đua 0.1.0-SNAPSHOT",
        subcommands = {Up.class, Demo.class, Rebuild.class, Verify.class, KafkaAcls.class})
public final class Thidua {

    private Thidua() {}

    public static void main(String[] arguments) {
        // The services are siblings in one process: none of them may take the logging over.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var status = new CommandLine(new Thidua())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    err.println("thidua: " + failure.getMessage());
                    if (!(failure instanceof StartFailed)) {
                        LoggerFactory.getLogger(Thidua.class).error("failed", failure);
                    }
                    return 1;
                })
                .execute(arguments);
        System.exit(status);
    }
}
