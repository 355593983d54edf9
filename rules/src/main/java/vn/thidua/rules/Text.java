package vn.thidua.rules;

import static java.util.Objects.requireNonNull;

/** The same sentence in Vietnamese and in English. */
public record Text(String vi, String en) {

    public Text {
        requireNonNull(vi, "vi");
        requireNonNull(en, "en");
    }
}
