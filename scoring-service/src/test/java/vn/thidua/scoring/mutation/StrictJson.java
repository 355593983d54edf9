package vn.thidua.scoring.mutation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * JSON by the letter of RFC 8259, every name once, by other means than the product's. Objects are maps, arrays lists,
 * strings strings; numbers, true, false and null stay {@link Literal}s as they are written.
 */
final class StrictJson {

    private static final int DEEPEST = 500;
    private static final Pattern LITERAL =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;
    private int at;
    private int depth;

    private StrictJson(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Whatever is neither a string nor made of parts. */
    record Literal(String text) {}

    /** The one value that the text is, white space around it or not. */
    static Optional<Object> whole(String text) {
        var json = new StrictJson(text, 0);
        try {
            var value = json.value();
            json.space();
            return json.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (NotJson e) {
            return Optional.empty();
        }
    }

    /** Every object that begins somewhere in the text. */
    static List<Object> objects(String text) {
        var found = new ArrayList<Object>();
        for (var from = text.indexOf('{'); from >= 0; from = text.indexOf('{', from + 1)) {
            try {
                found.add(new StrictJson(text, from).value());
            } catch (NotJson e) {
                // Then nothing may be made of it.
            }
        }
        return found;
    }

    private Object value() throws NotJson {
        space();
        if (++depth > DEEPEST) {
            throw new NotJson();
        }
        var value = switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> literal();
        };
        depth--;
        return value;
    }

    private Map<String, Object> object() throws NotJson {
        var object = new LinkedHashMap<String, Object>();
        at++;
        space();
        if (next() == '}') {
            at++;
            return object;
        }
        while (true) {
            space();
            var name = string();
            space();
            expect(':');
            if (object.put(name, value()) != null) {
                throw new NotJson();
            }
            space();
            if (next() == '}') {
                at++;
                return object;
            }
            expect(',');
        }
    }

    private List<Object> array() throws NotJson {
        var array = new ArrayList<Object>();
        at++;
        space();
        if (next() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.add(value());
            space();
            if (next() == ']') {
                at++;
                return array;
            }
            expect(',');
        }
    }

    private String string() throws NotJson {
        expect('"');
        var string = new StringBuilder();
        while (next() != '"') {
            var c = next();
            at++;
            if (c < ' ') {
                throw new NotJson();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() throws NotJson {
        var c = next();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                    throw new NotJson();
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> throw new NotJson();
        };
    }

    private Literal literal() throws NotJson {
        var matcher = LITERAL.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw new NotJson();
        }
        at = matcher.end();
        if (at < text.length() && " \t\r\n,]}".indexOf(text.charAt(at)) < 0) {
            throw new NotJson();
        }
        return new Literal(matcher.group());
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char c) throws NotJson {
        if (next() != c) {
            throw new NotJson();
        }
        at++;
    }

    private char next() throws NotJson {
        if (at >= text.length()) {
            throw new NotJson();
        }
        return text.charAt(at);
    }

    private static final class NotJson extends Exception {

        private static final long serialVersionUID = 1L;

        NotJson() {
            super("not JSON", null, false, false);
        }
    }
}
