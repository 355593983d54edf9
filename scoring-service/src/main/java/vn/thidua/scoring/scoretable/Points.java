package vn.thidua.scoring.scoretable;

/** Hundredths of a point as people write them: 9250 is 92,50 in Vietnamese and 92.50 in English. */
public final class Points {

    private Points() {}

    /** With a decimal comma. */
    public static String vi(long hundredths) {
        return text(hundredths, ',');
    }

    /** With a decimal point. */
    public static String en(long hundredths) {
        return text(hundredths, '.');
    }

    private static String text(long hundredths, char separator) {
        var size = Math.abs(hundredths);
        var fraction = size % 100;
        return (hundredths < 0 ? "-" : "") + size / 100 + separator + (fraction < 10 ? "0" : "") + fraction;
    }
}
