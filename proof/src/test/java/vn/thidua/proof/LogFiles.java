package vn.thidua.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Changes a log's files behind its back. A {@code *} at the end of a path stands for the widest part. */
record LogFiles(Path log) {

    void replace(String path, String from, String to) {
        edit(path, bytes -> {
            // Bytes, not text: the lengths between the entries are no UTF-8.
            var text = new String(bytes, ISO_8859_1);
            assertThat(text).contains(from);
            return text.replaceFirst(Pattern.quote(from), to).getBytes(ISO_8859_1);
        });
    }

    void flip(String path, int at) {
        edit(path, bytes -> {
            bytes[at] ^= 1;
            return bytes;
        });
    }

    void cut(String path) {
        edit(path, bytes -> Arrays.copyOf(bytes, bytes.length - 1));
    }

    void line(String path, int number, UnaryOperator<String> change) {
        edit(path, bytes -> {
            var lines = new String(bytes, UTF_8).split("\n");
            lines[number] = change.apply(lines[number]);
            return (String.join("\n", List.of(lines)) + "\n").getBytes(UTF_8);
        });
    }

    void delete(String path) {
        try {
            Files.delete(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void edit(String path, UnaryOperator<byte[]> change) {
        try {
            var file = file(path);
            var before = Files.readAllBytes(file);
            var after = change.apply(before.clone());
            assertThat(after).isNotEqualTo(before);
            Files.write(file, after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String path) throws IOException {
        if (!path.endsWith("*")) {
            return log.resolve(path);
        }
        try (var parts = Files.list(log.resolve(path.substring(0, path.length() - 2)))) {
            return parts.max(Comparator.comparingInt(
                            part -> Integer.parseInt(part.getFileName().toString())))
                    .orElseThrow();
        }
    }
}
