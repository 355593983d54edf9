package vn.thidua.standalone.guide;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.standalone.guide.Guide.Fence;

@DisplayName("The producers' guide")
class GuideTest {

    private static final Guide GUIDE = Guide.read();

    /** Where refusals are made that who sends sheets can meet. */
    private static final List<String> REFUSING = List.of(
            "identity/src/main/java/vn/thidua/identity",
            "messaging/src/main/java/vn/thidua/messaging/limit",
            "messaging/src/main/java/vn/thidua/messaging/live",
            "messaging/src/main/java/vn/thidua/messaging/problem",
            "scoring-service/src/main/java/vn/thidua/scoring/intake",
            "scoring-service/src/main/java/vn/thidua/scoring/quarantine",
            "scoring-service/src/main/java/vn/thidua/scoring/sheet",
            "scoring-service/src/main/java/vn/thidua/scoring/board/BoardRefusals.java",
            "scoring-service/src/main/java/vn/thidua/scoring/board/Rounds.java");

    /** Refusals of these places that nobody meets by sending sheets as the guide has it. */
    private static final Set<String> ELSEWHERE = Set.of(
            // Opening, closing and planning boards.
            "board-frozen",
            "board-invalid",
            "board-too-large",
            "sheets-missing",
            // Recusing a scorer.
            "recusal-invalid",
            // Sending and looking up single sheets of a board.
            "board-differs",
            "idempotency-key-unreadable",
            "replaces-differs",
            "sheet-unknown");

    private static final Pattern REFUSAL = Pattern.compile("new Refusal\\(\\s*\"([a-z-]+)\",\\s*([0-9]{3})");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9]{3}) \\| ((?:`[a-z-]+`(?:, )?)+) \\|");
    private static final Pattern SLUG = Pattern.compile("`([a-z-]+)`");

    static List<Fence> bash() {
        return GUIDE.fences("bash");
    }

    static List<Fence> java() {
        return GUIDE.fences("java");
    }

    static List<Fence> json() {
        return GUIDE.fences("json");
    }

    static List<Fence> commands() {
        return GUIDE.fences("sh");
    }

    @ParameterizedTest
    @MethodSource("bash")
    void quotes_the_script_word_for_word(Fence fence) {
        assertQuoted(fence, Guide.program("send-sheet.sh"));
    }

    @ParameterizedTest
    @MethodSource("java")
    void quotes_the_java_program_word_for_word(Fence fence) {
        assertQuoted(fence, Guide.program("SheetProducer.java"));
    }

    /** But for the indentation that all lines of a quotation have in common. */
    private static void assertQuoted(Fence fence, Path program) {
        var quoted = fence.code().lines().toList();
        var lines = Guide.text(program).lines().toList();
        assertThat(Stream.iterate(0, at -> at + quoted.size() <= lines.size(), at -> at + 1)
                        .map(at ->
                                lines.subList(at, at + quoted.size()).stream().collect(joining("\n")))
                        .map(String::stripIndent))
                .as("%s of the guide is in %s", fence, program.getFileName())
                .contains(String.join("\n", quoted));
    }

    @ParameterizedTest
    @MethodSource("json")
    void shows_valid_json(Fence fence) {
        assertThat(JsonMapper.shared().readTree(fence.code()).isObject()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void has_its_readers_run_what_is_there(Fence fence) {
        var programs = Pattern.compile("(?m)(?:^| )(?:\\./)?((?:docs/|\\./)[A-Za-z0-9./-]+|thidua)")
                .matcher(fence.code())
                .results()
                .map(program -> program.group(1))
                .toList();
        assertThat(programs)
                .isNotEmpty()
                .allSatisfy(program -> assertThat(Guide.ROOT.resolve(program)).exists());
    }

    @Test
    void has_no_code_that_nobody_checks() {
        assertThat(GUIDE.fences())
                .extracting(Fence::language)
                .isSubsetOf("bash", "java", "json", "sh", "text")
                .contains("bash", "java", "json", "sh", "text");
    }

    @Test
    void links_to_what_is_there() {
        assertThat(GUIDE.links())
                .isNotEmpty()
                .filteredOn(link -> URI.create(link).getScheme() == null)
                .allSatisfy(
                        link -> assertThat(GUIDE.file().resolveSibling(link)).exists());
    }

    @Test
    void names_every_problem_that_who_sends_sheets_can_meet_with_its_status_and_no_other() {
        var expected = refusals();
        expected.keySet().removeAll(ELSEWHERE);

        var named = new TreeMap<String, String>();
        ROW.matcher(GUIDE.text())
                .results()
                .forEach(row ->
                        SLUG.matcher(row.group(2)).results().forEach(slug -> named.put(slug.group(1), row.group(1))));

        assertThat(named).isEqualTo(expected);
    }

    /** What the sources say, by name with the status. */
    private static Map<String, String> refusals() {
        // Some have no name but their status's.
        var found = new TreeMap<>(Map.of(
                "not-found", "404",
                "method-not-allowed", "405",
                "unsupported-media-type", "415",
                "internal", "500",
                "unavailable", "503"));
        for (var place : REFUSING) {
            try (var files = Files.walk(Guide.ROOT.resolve(place))) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> REFUSAL.matcher(Guide.text(file))
                                .results()
                                .forEach(refusal -> found.put(refusal.group(1), refusal.group(2))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }
}
