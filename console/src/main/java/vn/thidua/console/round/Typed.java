package vn.thidua.console.round;

import java.util.Optional;
import java.util.regex.Pattern;

/** Points as people type them, 5,5 or 5.5. */
final class Typed {

    private static final Pattern POINTS = Pattern.compile("([-−]?)([0-9]{1,6})(?:[.,]([0-9]{1,2}))?");

    private Typed() {}

    /** In hundredths; nothing where it is no number of points. */
    static Optional<Integer> points(String text) {
        var typed = POINTS.matcher(text.strip());
        if (!typed.matches()) {
            return Optional.empty();
        }
        var fraction = typed.group(3) == null ? "00" : (typed.group(3) + "0").substring(0, 2);
        var size = Integer.parseInt(typed.group(2) + fraction);
        return Optional.of(typed.group(1).isEmpty() ? size : -size);
    }
}
