package vn.thidua.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Against the last release only optional additions are allowed. A release copies {@code schemas} to {@code released};
 * anything else is a new type with the next version, beside the old one.
 */
class SchemaEvolutionTest {

    /** Widened while every reader was in this repository, before there was a version for anybody else. */
    private static final Map<String, List<String>> WIDENED_BEFORE_THE_FIRST_VERSION = Map.of(
            "score-submitted.v1",
            List.of(
                    "/kind: the value APPRAISAL_1 is unknown to released readers",
                    "/kind: the value APPRAISAL_2 is unknown to released readers"));

    static List<String> released() {
        return Contract.released();
    }

    @ParameterizedTest
    @MethodSource("released")
    void what_was_released_still_holds(String name) {
        assertThat(Contract.schemas()).contains(name);
        assertThat(SchemaChanges.breaking(Contract.released(name), Contract.schema(name)))
                .isEqualTo(WIDENED_BEFORE_THE_FIRST_VERSION.getOrDefault(name, List.of()));
    }

    @Test
    void an_optional_addition_is_allowed() {
        var changed = changed(schema -> {
            properties(schema).putObject("remark").put("type", "string");
            definition(schema, "Row").putObject("footnote").put("type", "string");
            schema.put("description", "said better");
        });

        assertThat(changed).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakingChanges")
    void a_breaking_change_is_caught(String what, Consumer<ObjectNode> change, String told) {
        assertThat(changed(change)).anySatisfy(found -> assertThat(found).contains(told));
    }

    static Stream<Arguments> breakingChanges() {
        return Stream.of(
                planted(
                        "a field removed",
                        schema -> properties(schema).remove("manifestDigest"),
                        "/manifestDigest: was removed"),
                planted(
                        "a nested field removed",
                        schema -> definition(schema, "Row").remove("total"),
                        "/standings/rows/items/total: was removed"),
                planted(
                        "a field renamed",
                        schema -> {
                            var digest = properties(schema).remove("manifestDigest");
                            properties(schema).set("digest", digest);
                        },
                        "/manifestDigest: was removed"),
                planted(
                        "a new field required",
                        schema -> {
                            properties(schema).putObject("remark").put("type", "string");
                            ((ArrayNode) schema.get("required")).add("remark");
                        },
                        "/remark: is newly required"),
                planted(
                        "an optional field required",
                        schema -> required(schema, "Standings").add("theme"),
                        "/standings/theme: is newly required"),
                planted(
                        "a required field made optional",
                        schema -> ((ArrayNode) schema.get("required")).remove(0),
                        "is no longer always there"),
                planted(
                        "everything made optional",
                        schema -> schema.remove("required"),
                        "/board: is no longer always there"),
                planted(
                        "a type changed",
                        schema -> ((ObjectNode) properties(schema).get("revision")).put("type", "string"),
                        "/revision: type was \"integer\""),
                planted(
                        "a nested type changed",
                        schema -> ((ObjectNode) definition(schema, "Row").get("total")).put("type", "number"),
                        "/standings/rows/items/total: type was"),
                planted(
                        "the type of items changed",
                        schema -> ((ObjectNode) definition(schema, "Standings").get("rows"))
                                .putObject("items")
                                .put("type", "string"),
                        "/standings/rows/items: type was"),
                planted(
                        "an enum value removed",
                        schema -> statuses(schema).remove(0),
                        "/standings/status: the value OPEN was removed"),
                planted(
                        "an enum value added",
                        schema -> statuses(schema).add("FROZEN"),
                        "/standings/status: the value FROZEN is unknown to released readers"),
                planted(
                        "an enum opened to anything",
                        schema -> ((ObjectNode) definition(schema, "Standings").get("status")).remove("enum"),
                        "the value OPEN was removed"),
                planted(
                        "a format changed",
                        schema -> ((ObjectNode) properties(schema).get("occurredAt")).put("format", "date"),
                        "/occurredAt: format was"),
                planted(
                        "a constraint added",
                        schema -> ((ObjectNode) properties(schema).get("board")).put("maxLength", 10),
                        "/board: maxLength was nothing"),
                planted(
                        "a constraint tightened",
                        schema -> ((ObjectNode) properties(schema).get("revision")).put("minimum", 2),
                        "/revision: minimum was 1"),
                planted(
                        "unknown fields forbidden",
                        schema -> schema.put("additionalProperties", false),
                        "/additionalProperties: was nothing"));
    }

    @Test
    void a_breaking_change_of_what_stands_in_a_map_is_caught() {
        var released = Contract.schema("score-submitted.v1");
        var current = (ObjectNode) released.deepCopy();
        ((ObjectNode) properties(current).get("marks").get("additionalProperties")).put("type", "number");

        assertThat(SchemaChanges.breaking(released, current))
                .singleElement()
                .asString()
                .contains("/marks/");
    }

    private static Arguments planted(String what, Consumer<ObjectNode> change, String told) {
        return Arguments.of(what, change, told);
    }

    private static List<String> changed(Consumer<ObjectNode> change) {
        JsonNode released = Contract.schema("results-finalised.v1");
        var current = (ObjectNode) released.deepCopy();
        change.accept(current);
        return SchemaChanges.breaking(released, current);
    }

    private static ObjectNode properties(ObjectNode schema) {
        return (ObjectNode) schema.get("properties");
    }

    private static ObjectNode definition(ObjectNode schema, String name) {
        return (ObjectNode) schema.get("$defs").get(name).get("properties");
    }

    private static ArrayNode required(ObjectNode schema, String name) {
        return (ArrayNode) schema.get("$defs").get(name).get("required");
    }

    private static ArrayNode statuses(ObjectNode schema) {
        return (ArrayNode) definition(schema, "Standings").get("status").get("enum");
    }
}
