package vn.thidua.console.proceedings;

import java.util.List;
import java.util.Optional;
import vn.thidua.console.page.Language;

/** Every tie of a board, with how it was broken, or why it need not be. */
record Ties(List<Tie> ties) {

    static final Ties NONE = new Ties(List.of());

    /** The first that must still be broken. */
    public Optional<Tie> open() {
        return ties.stream().filter(tie -> !tie.unbroken().isEmpty()).findFirst();
    }

    record Tie(List<String> units, List<String> unbroken, List<Sentence> because) {}

    record Sentence(String vi, String en) {

        /** In the language of the page. */
        public String text() {
            return Language.current() == Language.EN ? en : vi;
        }
    }
}
