package vn.thidua.scoring.file;

/** White space as people see it: with the non-breaking kinds and the marks of no width that copying brings along. */
final class Blanks {

    private Blanks() {}

    static String strip(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && is(text.charAt(start))) {
            start++;
        }
        while (end > start && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean is(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\uFEFF'
                || c == '\u200B'
                || c == '\u2060'
                || c == '\u200E'
                || c == '\u200F';
    }
}
