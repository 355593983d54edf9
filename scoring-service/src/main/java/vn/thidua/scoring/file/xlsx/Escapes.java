package vn.thidua.scoring.file.xlsx;

import java.util.regex.Pattern;

/** What XML cannot carry in a text, as workbooks write it: {@code _x0007_}. */
final class Escapes {

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final Pattern LOOKS_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private Escapes() {}

    static String write(String text) {
        var escaped = new StringBuilder();
        LOOKS_ESCAPED.matcher(text).replaceAll("_x005F_").chars().forEach(c -> {
            if (c == '\r' || c < ' ' && c != '\t' && c != '\n' || c == 0xFFFE || c == 0xFFFF) {
                escaped.append(String.format("_x%04X_", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }

    static String read(String escaped) {
        return ESCAPED.matcher(escaped)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }
}
