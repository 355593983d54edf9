package vn.thidua.scoring.file;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/** What stands in a cell, as far as its file says. */
public sealed interface Cell {

    /** Nothing. */
    Cell BLANK = new Blank();

    /** Nothing. */
    record Blank() implements Cell {}

    /** A text; never blank. */
    record Text(String text) implements Cell {

        public Text {
            requireNonNull(text, "text");
        }
    }

    /**
     * A number.
     *
     * @param number the shortest decimal that stands for what the spreadsheet stored
     */
    record Number(BigDecimal number) implements Cell {

        public Number {
            requireNonNull(number, "number");
        }
    }

    /** A number that is shown as a date or a time: spreadsheets make one of 5.5, and nobody can tell what it was. */
    record Date() implements Cell {}

    /** A formula. What it came to when the file was saved is not looked at. */
    record Formula() implements Cell {}

    /** Anything else, for example TRUE or #N/A. */
    record Other(String shown) implements Cell {

        public Other {
            requireNonNull(shown, "shown");
        }
    }

    /** A text, or nothing when it is empty or white space only. */
    static Cell of(String text) {
        return Blanks.strip(text).isEmpty() ? BLANK : new Text(text);
    }
}
