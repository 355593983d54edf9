package vn.thidua.scoring.file;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import vn.thidua.messaging.problem.Text;

/** Points as people write them, 5,5 or 5.5, to hundredths and nothing finer; no floating point. */
final class FilePoints {

    private static final Pattern WRITTEN = Pattern.compile("([-−]?)([0-9]{1,6})(?:[.,]([0-9]{1,2}))?");
    private static final Pattern FINER = Pattern.compile("[-−]?[0-9]{1,12}[.,][0-9]{3,12}");
    private static final BigDecimal MOST = BigDecimal.valueOf(999_999);
    private static final int SHOWN = 40;

    private FilePoints() {}

    /** What a cell says. */
    sealed interface Read {

        /** Nothing. */
        record Blank() implements Read {}

        /** So many. */
        record Hundredths(int hundredths) implements Read {}

        /** Nothing that could be understood; the cell holds this instead of points. */
        record Unreadable(String rule, Text detail) implements Read {}
    }

    static Read read(Cell cell) {
        return switch (cell) {
            case Cell.Blank b -> new Read.Blank();
            case Cell.Text(var text) -> text(Blanks.strip(text));
            case Cell.Number(var number) -> number(number);
            case Cell.Date d -> date();
            case Cell.Formula f -> formula();
            case Cell.Other(var shown) -> unreadable(shown);
        };
    }

    private static Read text(String text) {
        var written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return FINER.matcher(text).matches() ? tooFine(text) : unreadable(text);
        }
        var fraction = written.group(3) == null ? "00" : (written.group(3) + "0").substring(0, 2);
        var hundredths = Integer.parseInt(written.group(2) + fraction);
        return new Read.Hundredths(written.group(1).isEmpty() ? hundredths : -hundredths);
    }

    private static Read number(BigDecimal number) {
        if (number.abs().compareTo(MOST) > 0) {
            return unreadable(number.round(new java.math.MathContext(6)).toString());
        }
        var stripped = number.stripTrailingZeros();
        return stripped.scale() > 2
                ? tooFine(shortened(stripped.toString()))
                : new Read.Hundredths(stripped.movePointRight(2).intValueExact());
    }

    static Read.Unreadable date() {
        return new Read.Unreadable(
                "cell-is-date",
                new Text(
                        "Ô này là ngày tháng (bảng tính hay tự đổi 5.5 thành ngày 5 tháng 5). Hãy định dạng ô là Văn bản"
                                + " rồi gõ lại điểm.",
                        "This cell is a date (spreadsheets like to make 5 May of 5.5). Format the cell as text and"
                                + " type the points again."));
    }

    static Read.Unreadable formula() {
        return new Read.Unreadable(
                "cell-is-formula",
                new Text(
                        "Ô này là công thức; công thức không được tính. Hãy gõ giá trị vào ô.",
                        "This cell is a formula, and formulas are not evaluated. Type the value into the cell."));
    }

    private static Read tooFine(String text) {
        return new Read.Unreadable(
                "points-too-fine",
                new Text(
                        "“" + text
                                + "” có quá hai chữ số thập phân (không viết dấu phân cách hàng nghìn). Hãy viết ví dụ"
                                + " 5,5 hoặc 5,50.",
                        "“" + text + "” has more than two decimals (and thousands are not separated). Write for example"
                                + " 5.5 or 5.50."));
    }

    private static Read unreadable(String text) {
        return new Read.Unreadable(
                "points-unreadable",
                new Text(
                        "“" + shortened(text) + "” không phải là điểm. Hãy viết bằng chữ số, ví dụ 5,5 hoặc 5.5.",
                        "“" + shortened(text) + "” is not a number of points. Write digits, for example 5.5 or 5,5."));
    }

    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
    }
}
