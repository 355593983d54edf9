package vn.thidua.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What changed between two versions of a schema that the other side, old or new, could stumble over. Only an optional
 * addition is harmless in both directions: an old reader ignores it, a new reader does without it.
 */
final class SchemaChanges {

    private static final Set<String> WORDS_FOR_PEOPLE =
            Set.of("title", "description", "examples", "$comment", "$id", "$schema", "$defs");

    private final JsonNode releasedRoot;
    private final JsonNode currentRoot;
    private final List<String> breaking = new ArrayList<>();

    private SchemaChanges(JsonNode released, JsonNode current) {
        this.releasedRoot = released;
        this.currentRoot = current;
    }

    /** The breaking changes, each with its place; empty when there are none. */
    static List<String> breaking(JsonNode released, JsonNode current) {
        var changes = new SchemaChanges(released, current);
        changes.compare(released, current, "");
        return changes.breaking;
    }

    private void compare(JsonNode releasedAt, JsonNode currentAt, String where) {
        var released = SchemaPaths.resolve(releasedRoot, releasedAt);
        var current = SchemaPaths.resolve(currentRoot, currentAt);
        var keywords = new TreeSet<String>(released.propertyNames());
        keywords.addAll(current.propertyNames());
        keywords.removeAll(WORDS_FOR_PEOPLE);
        for (var keyword : keywords) {
            var before = released.path(keyword);
            var after = current.path(keyword);
            switch (keyword) {
                case "properties" -> properties(before, after, where);
                case "required" -> required(before, after, where);
                case "enum" -> values(before, after, where);
                case "items", "additionalProperties" -> nested(before, after, where + "/" + keyword);
                default -> {
                    if (!before.equals(after)) {
                        breaking.add(where + ": " + keyword + " was " + text(before) + " and is " + text(after));
                    }
                }
            }
        }
    }

    private void properties(JsonNode before, JsonNode after, String where) {
        for (var property : before.properties()) {
            var name = property.getKey();
            if (after.has(name)) {
                compare(property.getValue(), after.get(name), where + "/" + name);
            } else {
                breaking.add(where + "/" + name + ": was removed");
            }
        }
    }

    private void required(JsonNode before, JsonNode after, String where) {
        var once = names(before);
        var now = names(after);
        now.stream()
                .filter(name -> !once.contains(name))
                .forEach(name -> breaking.add(where + "/" + name + ": is newly required"));
        once.stream()
                .filter(name -> !now.contains(name))
                .forEach(name -> breaking.add(where + "/" + name + ": is no longer always there"));
    }

    private void values(JsonNode before, JsonNode after, String where) {
        var once = names(before);
        var now = names(after);
        once.stream()
                .filter(value -> !now.contains(value))
                .forEach(value -> breaking.add(where + ": the value " + value + " was removed"));
        now.stream()
                .filter(value -> !once.contains(value))
                .forEach(value -> breaking.add(where + ": the value " + value + " is unknown to released readers"));
    }

    private void nested(JsonNode before, JsonNode after, String where) {
        if (before.isObject() && after.isObject()) {
            compare(before, after, where);
        } else if (!before.equals(after)) {
            breaking.add(where + ": was " + text(before) + " and is " + text(after));
        }
    }

    private static Set<String> names(JsonNode list) {
        var names = new TreeSet<String>();
        list.valueStream().forEach(name -> names.add(name.asString()));
        return names;
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }
}
