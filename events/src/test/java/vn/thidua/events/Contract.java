package vn.thidua.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The files that fix the contract: schemas, their released copies, and golden samples; and what each is about. */
final class Contract {

    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path SAMPLES = Path.of("src/test/resources/samples/v1");

    private Contract() {}

    /** The record behind each file name. */
    static Map<String, Class<?>> records() {
        var records = new LinkedHashMap<String, Class<?>>();
        Arrays.stream(EventType.values()).forEach(type -> records.put(type.fact() + ".v1", type.record()));
        records.put("score-sheet.v1", SheetSubmission.class);
        records.put("intake-result.v1", IntakeResult.class);
        return records;
    }

    static JsonNode schema(String name) {
        return read(SCHEMAS.resolve(name + ".json"));
    }

    static List<String> schemas() {
        return names(SCHEMAS);
    }

    static JsonNode released(String name) {
        return read(RELEASED.resolve(name + ".json"));
    }

    static List<String> released() {
        return names(RELEASED);
    }

    /** Every golden sample ever committed. */
    static List<Sample> samples() {
        return names(SAMPLES).stream()
                .map(name -> {
                    var of = name.substring(0, name.indexOf(".v1") + 3);
                    var type = records().get(of);
                    if (type == null) {
                        throw new IllegalStateException("nothing in the contract is called " + of);
                    }
                    return new Sample(name, of, type, read(SAMPLES.resolve(name + ".json")));
                })
                .toList();
    }

    static Sample sample(String name) {
        return samples().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        return EventJson.mapper().readTree(file.toFile());
    }

    /**
     * A golden sample.
     *
     * @param of the schema it belongs to
     */
    record Sample(String name, String of, Class<?> type, JsonNode json) {

        byte[] bytes() {
            return EventJson.mapper().writeValueAsBytes(json);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
