package vn.thidua.scoring.sheet;

import java.util.List;
import java.util.Map;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;
import vn.thidua.scoring.board.SheetId;

/** Why a sheet is not accepted. */
public final class SheetRefusals {

    private static final Text STALE = new Text("Phiếu đã có bản khác", "The sheet stands at another revision");

    private SheetRefusals() {}

    /** There is no such sheet. */
    public static Refusal unknown(String sheet) {
        return new Refusal(
                "sheet-unknown",
                404,
                new Text("Không có phiếu này", "There is no such sheet"),
                new Text("Chưa có phiếu “" + sheet + "”.", "There is no sheet “" + sheet + "”."));
    }

    /** The sheet is another unit's to submit. */
    public static Refusal scorerForeign(String unit, String scorer) {
        return new Refusal(
                "scorer-foreign",
                403,
                new Text("Phiếu của đơn vị khác", "The sheet is another unit's"),
                new Text(
                        "Đơn vị “" + unit + "” không gửi được phiếu của đơn vị “" + scorer
                                + "”: scorer phải là chính đơn vị gửi.",
                        "The unit “" + unit + "” cannot submit a sheet of “" + scorer
                                + "”: the scorer is the unit that submits."));
    }

    static Refusal invalid(List<Violation> violations) {
        var one = violations.size() == 1;
        return new Refusal(
                "sheet-invalid",
                422,
                new Text("Phiếu chấm chưa hợp lệ", "The sheet breaks the rules of its board"),
                new Text(
                        "Phiếu có " + violations.size() + " chỗ chưa đúng. Hãy sửa các chỗ được nêu rồi gửi lại.",
                        "The sheet is wrong in " + violations.size() + (one ? " place." : " places.")
                                + " Correct what is listed and send it again."),
                violations,
                Map.of());
    }

    static Refusal nothingToReplace(SheetId sheet, long replaces) {
        return new Refusal(
                "revision-stale",
                412,
                STALE,
                new Text(
                        "Phiếu “" + sheet + "” chưa có bản nào nên không thể thay bản " + replaces
                                + ". Hãy gửi lại không kèm If-Match và replaces.",
                        "There is no sheet “" + sheet + "” yet, so revision " + replaces
                                + " cannot be replaced. Send it again without If-Match and replaces."));
    }

    static Refusal revisionStale(Sheet standing, long replaces) {
        return new Refusal(
                "revision-stale",
                412,
                STALE,
                new Text(
                        "Phiếu “" + standing.id() + "” nay là bản " + standing.revision() + ", không phải bản "
                                + replaces + ". Hãy xem bản hiện tại, rồi gửi lại với If-Match \""
                                + standing.revision() + "\" nếu vẫn muốn thay.",
                        "The sheet “" + standing.id() + "” stands at revision " + standing.revision() + ", not "
                                + replaces + ". Look at what stands, and send it again with If-Match \""
                                + standing.revision() + "\" if it is still to be replaced."),
                List.of(),
                Map.of("revision", standing.revision()));
    }

    static Refusal revisionRequired(Sheet standing) {
        return new Refusal(
                "revision-required",
                428,
                new Text("Hãy nêu bản được thay", "Say which revision this replaces"),
                new Text(
                        "Phiếu “" + standing.id() + "” đã có bản " + standing.revision()
                                + " với nội dung khác. Để thay, hãy gửi lại với If-Match \"" + standing.revision()
                                + "\" (hoặc replaces: " + standing.revision() + ").",
                        "The sheet “" + standing.id() + "” already stands at revision " + standing.revision()
                                + " with other content. To replace it, send it again with If-Match \""
                                + standing.revision() + "\" (or replaces: " + standing.revision() + ")."),
                List.of(),
                Map.of("revision", standing.revision()));
    }

    static Refusal keyReused(Revision earlier) {
        return new Refusal(
                "idempotency-key-reused",
                422,
                new Text("Khóa lặp lại với nội dung khác", "The key was used for other content"),
                new Text(
                        "Khóa này đã dùng cho bản " + earlier.number()
                                + " với nội dung khác. Hãy gửi nội dung mới với một khóa mới.",
                        "This key was used for revision " + earlier.number()
                                + " with other content. Send new content with a new key."),
                List.of(),
                Map.of("revision", earlier.number()));
    }
}
