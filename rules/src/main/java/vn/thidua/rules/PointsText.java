package vn.thidua.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Points as people write them: 9250 hundredths are 92,50 in Vietnamese and 92.50 in English. */
public final class PointsText {

    private static final int MOST_DIGITS = 4;

    private PointsText() {}

    /** With a decimal comma. */
    public static String vi(long hundredths) {
        return en(hundredths).replace('.', ',');
    }

    /** With a decimal point. */
    public static String en(long hundredths) {
        return BigDecimal.valueOf(hundredths, 2).toPlainString();
    }

    /** With a decimal comma; what does not fit into four digits ends in {@code …}. */
    public static String vi(Fraction hundredths) {
        return en(hundredths).replace('.', ',');
    }

    /** With a decimal point; what does not fit into four digits ends in {@code …}. */
    public static String en(Fraction hundredths) {
        if (hundredths.isWhole()) {
            return new BigDecimal(hundredths.numerator(), 2).toPlainString();
        }
        var points = new BigDecimal(hundredths.numerator())
                .divide(new BigDecimal(hundredths.denominator()), MOST_DIGITS - 2, RoundingMode.DOWN);
        var isAll = points.multiply(new BigDecimal(hundredths.denominator()))
                        .compareTo(new BigDecimal(hundredths.numerator()))
                == 0;
        return points.movePointLeft(2).toPlainString() + (isAll ? "" : "…");
    }
}
