package vn.thidua.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Walks a sample and its schema together. */
final class SchemaPaths {

    private SchemaPaths() {}

    /** A field that the schema declares, at a place in a sample. */
    record Field(String pointer, String name, boolean required) {}

    /** The schema behind a reference into the same file. */
    static JsonNode resolve(JsonNode root, JsonNode schema) {
        return schema.has("$ref") ? root.at(schema.get("$ref").asString().substring(1)) : schema;
    }

    /** Every declared field that the sample has, at every depth. */
    static List<Field> fields(JsonNode schema, JsonNode sample) {
        var fields = new ArrayList<Field>();
        collect(schema, schema, sample, "", fields);
        return fields;
    }

    private static void collect(JsonNode root, JsonNode at, JsonNode value, String pointer, List<Field> fields) {
        var schema = resolve(root, at);
        if (value instanceof ObjectNode object && schema.has("properties")) {
            for (var property : object.properties()) {
                var declared = schema.get("properties").get(property.getKey());
                if (declared == null) {
                    throw new AssertionError(pointer + "/" + property.getKey() + " is not in the schema");
                }
                fields.add(new Field(pointer, property.getKey(), isRequired(schema, property.getKey())));
                collect(root, declared, property.getValue(), pointer + "/" + property.getKey(), fields);
            }
        } else if (value instanceof ArrayNode array && schema.has("items")) {
            for (var index = 0; index < array.size(); index++) {
                collect(root, schema.get("items"), array.get(index), pointer + "/" + index, fields);
            }
        }
    }

    static boolean isRequired(JsonNode schema, String property) {
        return schema.has("required")
                && schema.get("required")
                        .valueStream()
                        .anyMatch(name -> name.asString().equals(property));
    }

    /** The sample without this field. */
    static JsonNode without(JsonNode sample, Field field) {
        var copy = sample.deepCopy();
        ((ObjectNode) copy.at(field.pointer())).remove(field.name());
        return copy;
    }

    /** The sample with a null in place of this field. */
    static JsonNode withNull(JsonNode sample, Field field) {
        var copy = sample.deepCopy();
        ((ObjectNode) copy.at(field.pointer())).putNull(field.name());
        return copy;
    }

    /** The sample as a newer writer would have it: something unknown in every object, except where keys are data. */
    static JsonNode withUnknownFieldsEverywhere(JsonNode sample) {
        var copy = sample.deepCopy();
        add(copy, "");
        return copy;
    }

    private static void add(JsonNode value, String name) {
        if (Set.of("marks", "texts", "votes", "problem").contains(name)) {
            return;
        }
        if (value instanceof ObjectNode object) {
            object.properties().forEach(property -> add(property.getValue(), property.getKey()));
            object.putObject("addedLater").putArray("values").add(1).add("x").addNull();
        } else {
            value.valueStream().forEach(child -> add(child, ""));
        }
    }
}
