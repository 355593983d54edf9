package vn.thidua.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Digests over canonical JSON (RFC 8785), as far as the contract uses it: objects, arrays, texts and whole numbers. */
public final class Canonical {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Canonical() {}

    /** {@code sha-256:} and the digest of the canonical form of this JSON. */
    public static String digest(String json) {
        return digest(JSON.readTree(json));
    }

    static String digest(JsonNode json) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(form(json).getBytes(UTF_8));
            return "sha-256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String form(JsonNode json) {
        if (json.isObject()) {
            var sorted = new TreeMap<String, String>();
            json.properties().forEach(member -> sorted.put(member.getKey(), form(member.getValue())));
            return sorted.entrySet().stream()
                    .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (json.isArray()) {
            return StreamSupport.stream(json.spliterator(), false)
                    .map(Canonical::form)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return json.isString() ? quoted(json.stringValue()) : json.toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\t' -> quoted.append("\\t");
                case '\n' -> quoted.append("\\n");
                case '\f' -> quoted.append("\\f");
                case '\r' -> quoted.append("\\r");
                default -> quoted.append(c < ' ' ? "\\u%04x".formatted(c) : Character.toString((char) c));
            }
        });
        return quoted.append('"').toString();
    }
}
