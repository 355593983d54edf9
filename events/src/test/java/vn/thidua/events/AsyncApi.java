package vn.thidua.events;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The AsyncAPI document, and the files that it refers to. */
record AsyncApi(Path file, JsonNode root) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static AsyncApi document() {
        var file = Path.of("../docs/asyncapi.yaml");
        return new AsyncApi(file, YAML.readTree(file.toFile()));
    }

    JsonNode at(String pointer) {
        return root.at(pointer);
    }

    /** The members of a map that is somewhere in the document. */
    Collection<Map.Entry<String, JsonNode>> members(String pointer) {
        return root.at(pointer).properties();
    }

    /** What is there itself, or what the reference there refers to. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(target(node.get("$ref").asString())) : node;
    }

    /** What this reference from the document refers to; missing when that is not there. */
    JsonNode target(String reference) {
        var hash = reference.indexOf('#');
        var path = hash < 0 ? reference : reference.substring(0, hash);
        var pointer = hash < 0 ? "" : reference.substring(hash + 1);
        if (path.isEmpty()) {
            return root.at(pointer);
        }
        var referred = file.resolveSibling(path);
        return Files.isRegularFile(referred)
                ? EventJson.mapper().readTree(referred.toFile()).at(pointer)
                : root.path("there is no file " + path);
    }

    /** Everything that is referred to, in the document's order. */
    List<String> references() {
        var found = new ArrayList<String>();
        collect(root, found);
        return found;
    }

    private static void collect(JsonNode node, List<String> found) {
        if (node.has("$ref")) {
            found.add(node.get("$ref").asString());
        }
        node.forEach(child -> collect(child, found));
    }

    /** The same with every reference replaced by what it refers to. */
    JsonNode withoutReferences(JsonNode node) {
        var resolved = resolve(node).deepCopy();
        if (resolved instanceof ObjectNode object) {
            object.properties().forEach(property -> property.setValue(withoutReferences(property.getValue())));
        } else if (resolved.isArray()) {
            var items = EventJson.mapper().createArrayNode();
            resolved.forEach(item -> items.add(withoutReferences(item)));
            return items;
        }
        return resolved;
    }
}
