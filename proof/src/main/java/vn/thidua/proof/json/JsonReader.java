package vn.thidua.proof.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.TreeMap;

/** Reads JSON as RFC 8259 has it, and nothing that could be taken for two different values. */
final class JsonReader {

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 17;

    private final String text;
    private int at;

    JsonReader(byte[] utf8) {
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw (NotJson) new NotJson("is not UTF-8").initCause(e);
        }
    }

    Json read() {
        var value = value(0);
        space();
        if (at < text.length()) {
            throw wrong("something follows the value");
        }
        return value;
    }

    private Json value(int depth) {
        if (depth > DEEPEST) {
            throw wrong("nested too deeply");
        }
        space();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Str(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", Json.Null.NULL);
            default -> number();
        };
    }

    private Json object(int depth) {
        at++;
        var members = new TreeMap<String, Json>();
        space();
        if (peek() == '}') {
            at++;
            return new Json.Obj(members);
        }
        while (true) {
            space();
            if (peek() != '"') {
                throw wrong("a member's name is expected");
            }
            var name = string();
            space();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw wrong("\"" + name + "\" is there twice");
            }
            space();
            if (peek() == '}') {
                at++;
                return new Json.Obj(members);
            }
            expect(',');
        }
    }

    private Json array(int depth) {
        at++;
        var items = new ArrayList<Json>();
        space();
        if (peek() == ']') {
            at++;
            return new Json.Arr(items);
        }
        while (true) {
            items.add(value(depth + 1));
            space();
            if (peek() == ']') {
                at++;
                return new Json.Arr(items);
            }
            expect(',');
        }
    }

    private String string() {
        at++;
        var string = new StringBuilder();
        while (true) {
            var c = next();
            if (c == '"') {
                return whole(string.toString());
            }
            if (c < ' ') {
                throw wrong("a control character in a text");
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        var c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                var unit = 0;
                for (var digits = 0; digits < 4; digits++) {
                    unit = unit << 4 | hexDigit();
                }
                yield (char) unit;
            }
            default -> throw wrong("an unknown escape");
        };
    }

    private int hexDigit() {
        var c = next();
        var digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw wrong("a hexadecimal digit is expected");
        }
        return digit;
    }

    /** Half a surrogate pair can be read but has no bytes in UTF-8, so nobody could hash it. */
    private String whole(String string) {
        if (!UTF_8.newEncoder().canEncode(string)) {
            throw wrong("half a character in a text");
        }
        return string;
    }

    private Json number() {
        var start = at;
        if (peek() == '-') {
            at++;
        }
        var first = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        var digits = text.substring(first, at);
        if (digits.isEmpty()) {
            throw wrong("a value is expected");
        }
        if (at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0) {
            throw wrong("only whole numbers are allowed");
        }
        if (digits.length() > 1 && digits.startsWith("0")) {
            throw wrong("a number begins with zero");
        }
        if (first > start && digits.equals("0")) {
            throw wrong("minus zero");
        }
        var value = digits.length() >= LONGEST_NUMBER ? Long.MAX_VALUE : Long.parseLong(digits);
        if (value > Json.LARGEST) {
            throw wrong("a number is too large");
        }
        return new Json.Num(first > start ? -value : value);
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value is expected");
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("it ends too early");
        }
        return text.charAt(at);
    }

    private char next() {
        var c = peek();
        at++;
        return c;
    }

    private void expect(char expected) {
        if (next() != expected) {
            at--;
            throw wrong("'" + expected + "' is expected");
        }
    }

    private NotJson wrong(String what) {
        return new NotJson("is not valid at character " + at + ": " + what);
    }
}
