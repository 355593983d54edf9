package vn.thidua.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas say exactly what the records are, so that whoever works from the schemas writes what we can read. */
class SchemasTest {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static List<Contract.Sample> samples() {
        return Contract.samples();
    }

    static Set<String> contract() {
        return Contract.records().keySet();
    }

    @Test
    void are_there_for_everything_in_the_contract() {
        assertThat(Contract.schemas()).containsExactlyInAnyOrderElementsOf(contract());
        for (var type : EventType.values()) {
            assertThat(Contract.schema(type.fact() + ".v1").get("title").asString())
                    .isEqualTo(type.wireName());
        }
        assertThat(Contract.schema("score-sheet.v1").get("title").asString()).isEqualTo(Topics.SHEET_TYPE);
        assertThat(Contract.schema("intake-result.v1").get("title").asString()).isEqualTo(Topics.RESULT_TYPE);
    }

    @ParameterizedTest
    @MethodSource("contract")
    void have_the_fields_of_their_records_and_require_what_those_require(String name) {
        var schema = Contract.schema(name);

        describes(schema, schema, recordOf(name), name);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void accept_what_is_written(Contract.Sample sample) {
        var schema = compiled(sample.of());
        var written = EventJson.mapper().writeValueAsString(EventJson.read(sample.type(), sample.bytes()));

        assertThat(schema.validate(EventJson.mapper().readTree(written))).isEmpty();
        assertThat(SchemaPaths.fields(
                        Contract.schema(sample.of()), EventJson.mapper().readTree(written)))
                .as("every field that is written is declared")
                .isNotNull();
    }

    /** While one instance after the other is replaced, the old ones read what the new ones write. */
    @ParameterizedTest
    @MethodSource("samples")
    void of_the_last_release_accept_what_is_written_now(Contract.Sample sample) {
        if (Contract.released().contains(sample.of())) {
            var released = SCHEMAS.getSchema(Contract.released(sample.of()));
            var written = EventJson.mapper().writeValueAsString(EventJson.read(sample.type(), sample.bytes()));

            assertThat(released.validate(EventJson.mapper().readTree(written)))
                    // Widened before anybody outside this repository read it: see SchemaEvolutionTest.
                    .filteredOn(error -> !sample.of().equals("score-submitted.v1")
                            || !String.valueOf(error).startsWith("/kind:"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refuse_the_absence_of_a_field_exactly_when_reading_does(Contract.Sample sample) {
        var schema = compiled(sample.of());
        for (var field : SchemaPaths.fields(Contract.schema(sample.of()), sample.json())) {
            var without = SchemaPaths.without(sample.json(), field);
            var withNull = SchemaPaths.withNull(sample.json(), field);
            if (field.required()) {
                assertThat(schema.validate(without))
                        .as("schema without %s", field)
                        .isNotEmpty();
                unreadable(sample.type(), without, field.pointer() + "/" + field.name() + " is missing");
                unreadable(sample.type(), withNull, field.pointer() + "/" + field.name() + " is missing");
            } else {
                assertThat(schema.validate(without))
                        .as("schema without %s", field)
                        .isEmpty();
                EventJson.read(sample.type(), bytes(without));
                EventJson.read(sample.type(), bytes(withNull));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refuse_another_type_of_a_field_and_so_does_reading(Contract.Sample sample) {
        var schema = compiled(sample.of());
        for (var field : SchemaPaths.fields(Contract.schema(sample.of()), sample.json())) {
            if (field.name().equals("problem")) {
                continue; // whatever a problem holds is shown, not read
            }
            var original = sample.json().at(field.pointer()).get(field.name());
            for (var other : List.of("\"9000\"", "9000", "90.5", "true", "{\"a\":1}", "[1]")) {
                var value = EventJson.mapper().readTree(other);
                if (value.getNodeType() == original.getNodeType() && !value.isDouble()) {
                    continue;
                }
                var changed = sample.json().deepCopy();
                ((ObjectNode) changed.at(field.pointer())).set(field.name(), value);
                assertThat(schema.validate(changed))
                        .as("schema with %s for %s", other, field)
                        .isNotEmpty();
                unreadable(sample.type(), changed, field.pointer() + "/" + field.name());
            }
        }
    }

    private static void unreadable(Class<?> type, JsonNode json, String detail) {
        assertThatThrownBy(() -> EventJson.read(type, bytes(json)))
                .as("reading %s", detail)
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining(detail);
    }

    /** The record and the schema have the same fields, of the same types, all the way down. */
    private static void describes(JsonNode root, JsonNode at, Class<?> type, String where) {
        var schema = SchemaPaths.resolve(root, at);
        var components = Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, component -> component));
        assertThat(new TreeSet<>(schema.get("properties").propertyNames()))
                .as(where)
                .isEqualTo(new TreeSet<>(components.keySet()));
        for (var component : components.values()) {
            var name = component.getName();
            assertThat(SchemaPaths.isRequired(schema, name))
                    .as("%s/%s is required", where, name)
                    .isNotEqualTo(component.getAnnotatedType().isAnnotationPresent(Nullable.class));
            var declared = schema.get("properties").get(name);
            describes(root, declared, component.getGenericType(), where + "/" + name);
        }
    }

    private static void describes(JsonNode root, JsonNode at, Type type, String where) {
        var schema = SchemaPaths.resolve(root, at);
        var declared = schema.get("type").asString();
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                assertThat(declared).as(where).isEqualTo("array");
                describes(root, schema.get("items"), arguments[0], where + "/0");
            } else {
                assertThat(generic.getRawType()).as(where).isEqualTo(Map.class);
                assertThat(declared).as(where).isEqualTo("object");
                describes(root, schema.get("additionalProperties"), arguments[1], where + "/key");
            }
            return;
        }
        var raw = (Class<?>) type;
        if (raw.isEnum()) {
            assertThat(schema.get("enum").valueStream().map(JsonNode::asString))
                    .as(where)
                    .containsExactlyElementsOf(Arrays.stream(raw.getEnumConstants())
                            .map(Object::toString)
                            .toList());
        } else if (raw.isRecord()) {
            assertThat(declared).as(where).isEqualTo("object");
            describes(root, schema, raw, where);
        } else {
            var expected = new HashMap<Class<?>, String>(Map.of(
                    String.class, "string",
                    Instant.class, "string",
                    LocalDate.class, "string",
                    int.class, "integer",
                    long.class, "integer",
                    Integer.class, "integer",
                    Long.class, "integer",
                    boolean.class, "boolean",
                    Boolean.class, "boolean",
                    JsonNode.class, "object"));
            assertThat(declared).as(where).isEqualTo(expected.get(raw));
            assertThat(schema.path("format").asString(""))
                    .as(where)
                    .isEqualTo(raw == Instant.class ? "date-time" : raw == LocalDate.class ? "date" : "");
        }
    }

    private static Class<?> recordOf(String name) {
        var type = Contract.records().get(name);
        if (type == null) {
            throw new IllegalStateException(name);
        }
        return type;
    }

    private static Schema compiled(String name) {
        return SCHEMAS.getSchema(Contract.schema(name));
    }

    private static byte[] bytes(JsonNode json) {
        return EventJson.mapper().writeValueAsBytes(json);
    }
}
