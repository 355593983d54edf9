package vn.thidua.scoring.file;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import vn.thidua.events.Receipt;
import vn.thidua.events.SheetSubmission;
import vn.thidua.messaging.problem.Refusal;

/**
 * What would come, or came, of a row.
 *
 * @param row its number as a spreadsheet shows it
 * @param submission what it says, as far as that could be understood
 * @param refusal why it does not count; there exactly when the verdict says so
 * @param receipt of the revision that stands; absent before there is one
 */
public record CheckedRow(
        int row,
        SheetSubmission submission,
        Verdict verdict,
        @Nullable Refusal refusal,
        @Nullable Receipt receipt) {

    public CheckedRow {
        requireNonNull(submission, "submission");
        requireNonNull(verdict, "verdict");
        if ((verdict == Verdict.REFUSED) != (refusal != null)) {
            throw new IllegalArgumentException("a refused row says why, and no other");
        }
    }
}
