package vn.thidua.bench.load;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import vn.thidua.bench.board.BenchTable;
import vn.thidua.bench.board.Content;
import vn.thidua.bench.board.GeneratedSheet;
import vn.thidua.events.EventJson;
import vn.thidua.events.Receipt;
import vn.thidua.events.SheetSubmission;

/**
 * One request to be made, and how far it came: not sent, sent with unknown outcome, acknowledged. A repeat is a request
 * of its own with the key and the body of an earlier one. Thread-safe.
 */
public final class Submission {

    private final GeneratedSheet sheet;
    private final int revision;
    private final boolean repeat;
    private volatile boolean sent;
    private volatile @Nullable Receipt receipt;

    Submission(GeneratedSheet sheet, int revision, boolean repeat) {
        this.sheet = sheet;
        this.revision = revision;
        this.repeat = repeat;
    }

    /** The sheet that this is about. */
    public GeneratedSheet sheet() {
        return sheet;
    }

    /** The revision that it must become, or must already be. */
    public int revision() {
        return revision;
    }

    boolean isRepeat() {
        return repeat;
    }

    /** Whether it corrects an earlier revision. */
    boolean isCorrection() {
        return revision > 1;
    }

    /** The same for a repeat: what the sender recognises its own request by. */
    String key() {
        return sheet.id() + "#" + revision;
    }

    /** Marks and adjustments of its revision. */
    public Content content() {
        return sheet.revision(revision);
    }

    /** For HTTP: the board is in the address, the revision to correct in a header. */
    byte[] httpBody() {
        return EventJson.mapper().writeValueAsBytes(data(null, null));
    }

    /** For the intake topic. */
    byte[] intakeData() {
        return EventJson.mapper().writeValueAsBytes(data(sheet.board(), isCorrection() ? revision - 1L : null));
    }

    private SheetSubmission data(@Nullable String board, @Nullable Long replaces) {
        return new SheetSubmission(
                board,
                sheet.kind().name(),
                sheet.scorer(),
                sheet.target(),
                content().marksByCode(BenchTable.TABLE),
                content().adjustments(),
                replaces);
    }

    void sending() {
        sent = true;
    }

    /** Whether it left, so that it may have been stored. */
    public boolean isSent() {
        return sent;
    }

    void acknowledged(Receipt given) {
        receipt = given;
    }

    /** Whether the system promised that it is stored. */
    public boolean isAcknowledged() {
        return receipt != null;
    }

    /** The receipt of an acknowledged submission. */
    public Receipt receipt() {
        return requireNonNull(receipt, "not acknowledged");
    }
}
