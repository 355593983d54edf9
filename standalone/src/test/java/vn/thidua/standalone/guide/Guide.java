package vn.thidua.standalone.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The producers' guide as its readers see it: text, code in fences, links. */
record Guide(Path file, String text) {

    /** Where its readers are when they run what it says. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static final Path DOCS = ROOT.resolve("docs");

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

    /**
     * Code in a fence.
     *
     * @param language as the fence names it; empty when it does not
     * @param line of the guide that the fence opens on
     */
    record Fence(String language, String code, int line) {

        @Override
        public String toString() {
            return "line " + line + (language.isEmpty() ? "" : ", " + language);
        }
    }

    static Guide read() {
        var file = DOCS.resolve("producing.md");
        return new Guide(file, text(file));
    }

    /** The worked program of this name. */
    static Path program(String name) {
        return DOCS.resolve("producer").resolve(name);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Fence> fences() {
        var fences = new ArrayList<Fence>();
        var lines = text.lines().toList();
        for (var at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith("```")) {
                var opened = at;
                var code = new StringBuilder();
                for (at++; !lines.get(at).equals("```"); at++) {
                    code.append(lines.get(at)).append('\n');
                }
                fences.add(new Fence(lines.get(opened).substring(3), code.toString(), opened + 1));
            }
        }
        return fences;
    }

    List<Fence> fences(String language) {
        return fences().stream()
                .filter(fence -> fence.language().equals(language))
                .toList();
    }

    List<String> links() {
        return LINK.matcher(text).results().map(link -> link.group(1)).toList();
    }
}
