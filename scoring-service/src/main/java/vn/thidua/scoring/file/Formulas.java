package vn.thidua.scoring.file;

/**
 * Keeps a text from becoming a formula when a spreadsheet opens it from a file that knows no types (OWASP ASVS 1.2.10).
 * Reading undoes exactly what writing did: {@code read(write(text))} is {@code text}, for every text.
 */
public final class Formulas {

    /** What starts a formula, also in full width. */
    private static final String STARTS = "=+-@＝＋－＠";

    private static final String QUOTES = "'\"`‘’“”＇＂";

    private Formulas() {}

    /** The text, after an apostrophe if a spreadsheet might take it for a formula. */
    public static String write(String text) {
        return startsFormula(text) ? "'" + text : text;
    }

    /** What was written. */
    public static String read(String written) {
        return written.startsWith("'") && startsFormula(written.substring(1)) ? written.substring(1) : written;
    }

    /**
     * Whether a spreadsheet might take this for a formula: at once, or after quotes and white space that it drops. An
     * apostrophe before a text never changes the answer, which is what lets reading undo writing.
     */
    private static boolean startsFormula(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\t' || c == '\r' || c == '\n' || STARTS.indexOf(c) >= 0) {
                return true;
            }
            if (QUOTES.indexOf(c) < 0 && !Blanks.is(c) && !Character.isISOControl(c)) {
                return false;
            }
        }
        return false;
    }
}
