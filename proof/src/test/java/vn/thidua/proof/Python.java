package vn.thidua.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Runs the second verifier, {@code docs/verifier/verify.py}. */
final class Python {

    private static final Path SCRIPT = Path.of("..", "docs", "verifier", "verify.py");

    private Python() {}

    static void requirePython() {
        try {
            assumeTrue(run(List.of("python3", "--version")).status() == 0, "python3 does not run");
        } catch (IOException e) {
            Assumptions.abort("python3 is not installed: " + e.getMessage());
        }
    }

    static Run verify(String... arguments) {
        var command = new ArrayList<>(List.of("python3", "-B", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        try {
            return run(command);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Run run(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        var process = builder.start();
        try (var output = process.inputReader(UTF_8)) {
            var text = output.readAllAsString();
            return new Run(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroy();
        }
    }

    /** How it ended and what it printed. */
    record Run(int status, String output) {}
}
