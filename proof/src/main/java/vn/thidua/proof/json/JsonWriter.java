package vn.thidua.proof.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Writes the one canonical form (RFC 8785): no white space, members by name, the shortest escapes. */
final class JsonWriter {

    private final StringBuilder out = new StringBuilder(512);

    private JsonWriter() {}

    static byte[] write(Json json) {
        var writer = new JsonWriter();
        writer.append(json);
        return writer.out.toString().getBytes(UTF_8);
    }

    private void append(Json json) {
        switch (json) {
            case Json.Obj object -> {
                var separator = '{';
                for (var member : object.members().entrySet()) {
                    out.append(separator);
                    quote(member.getKey());
                    out.append(':');
                    append(member.getValue());
                    separator = ',';
                }
                out.append(object.members().isEmpty() ? "{}" : "}");
            }
            case Json.Arr array -> {
                var separator = '[';
                for (var item : array.items()) {
                    out.append(separator);
                    append(item);
                    separator = ',';
                }
                out.append(array.items().isEmpty() ? "[]" : "]");
            }
            case Json.Str text -> quote(text.value());
            case Json.Num number -> out.append(number.value());
            case Json.Bool bool -> out.append(bool.value());
            case Json.Null none -> out.append("null");
        }
    }

    private void quote(String text) {
        out.append('"');
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
