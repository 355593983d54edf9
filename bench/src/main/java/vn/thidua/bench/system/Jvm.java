package vn.thidua.bench.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Starts a class of this class path in a JVM of its own, with the Java that this one runs on. */
final class Jvm {

    private Jvm() {}

    static ProcessBuilder process(List<String> options, String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        // The system under test is the embedded one, whatever else this shell works with.
        process.environment().remove("THIDUA_KAFKA");
        process.environment().remove("THIDUA_MONGODB");
        return process;
    }

    /** The launcher's heap. */
    static String heap() {
        return Objects.requireNonNullElse(System.getenv("THIDUA_HEAP"), "448m");
    }
}
