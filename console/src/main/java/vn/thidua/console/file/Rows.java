package vn.thidua.console.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.thidua.console.page.Language;

/** What came, or would come, of a file's rows. */
record Rows(String digest, int counting, int refused, List<Row> rows, List<Integer> untouched) {

    enum Verdict {
        NEW,
        CORRECTION,
        UNCHANGED,
        REFUSED
    }

    /** A row by its number in the spreadsheet. */
    record Row(
            int row,
            @Nullable String kind,
            @Nullable String scorer,
            @Nullable String target,
            Verdict verdict,
            @Nullable Receipt receipt,
            @Nullable Problem problem) {}

    record Receipt(long revision, String digest) {}

    record Problem(
            String detail,
            @Nullable String detailEn,
            @Nullable List<Violation> errors) {

        /** One sentence for each thing that is wrong, in the page's language. */
        public List<String> sentences() {
            return errors == null || errors.isEmpty()
                    ? List.of(inLanguage(detail, detailEn))
                    : errors.stream()
                            .map(error -> inLanguage(error.detail(), error.detailEn()))
                            .toList();
        }
    }

    record Violation(String detail, @Nullable String detailEn) {}

    private static String inLanguage(String vi, @Nullable String en) {
        return Language.current() == Language.EN && en != null ? en : vi;
    }
}
