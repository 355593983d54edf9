package vn.thidua.scoring.board;

import java.util.List;
import java.util.Map;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/** Why something cannot be done with a board. */
public final class BoardRefusals {

    private static final Text NOT_OPEN = new Text("Bảng chưa nhận phiếu chấm", "The board takes no sheets yet");
    private static final Text INVALID = new Text("Bảng thi đua không hợp lệ", "The board is not valid");

    private BoardRefusals() {}

    /** There is no such board. */
    public static Refusal unknown(String board) {
        return new Refusal(
                "board-unknown",
                404,
                new Text("Không có bảng thi đua này", "There is no such board"),
                new Text(
                        "Không có bảng thi đua “" + board + "”. Mã bảng gồm mã cụm, dấu hai chấm và kỳ,"
                                + " ví dụ hn-mttq-cum-1:2019.",
                        "There is no board “" + board + "”. A board's id is the cluster, a colon and the period,"
                                + " for example hn-mttq-cum-1:2019."));
    }

    /** It is still being prepared. */
    public static Refusal notOpen(String board) {
        return new Refusal(
                "board-not-open",
                409,
                NOT_OPEN,
                new Text(
                        "Bảng “" + board + "” chưa mở chấm điểm. Hãy mở bảng trước.",
                        "Scoring on board “" + board + "” has not been opened. Open it first."));
    }

    /** It is closed. */
    public static Refusal scoringClosed(String board) {
        return new Refusal(
                "scoring-closed",
                409,
                new Text("Bảng đã khóa chấm điểm", "Scoring is closed"),
                new Text(
                        "Bảng “" + board + "” đã khóa: phiếu này đến sau khi khóa nên không được tính."
                                + " Hãy liên hệ Cụm trưởng.",
                        "Board “" + board + "” is closed: this sheet came after that and does not count."
                                + " Speak to the head of the cluster."));
    }

    /** A scorer that was recused. */
    public static Refusal scorerRecused(String scorer, String target) {
        return new Refusal(
                "scorer-recused",
                409,
                new Text("Đơn vị đã rút khỏi chấm điểm", "The scorer was recused"),
                new Text(
                        "Đơn vị “" + scorer + "” không tham gia chấm “" + target
                                + "”, nên phiếu này không được tính. Lý do có trong danh sách của bảng.",
                        "The unit “" + scorer + "” does not score “" + target
                                + "”, so this sheet does not count. The board's list says why."));
    }

    static Refusal recusedTooLate(String board) {
        return new Refusal(
                "scoring-closed",
                409,
                new Text("Bảng đã khóa chấm điểm", "Scoring is closed"),
                new Text(
                        "Bảng “" + board + "” đã khóa, nên không thay đổi được ai tham gia chấm.",
                        "Board “" + board + "” is closed, so who scores no longer changes."));
    }

    static Refusal recusalInvalid(List<Violation> violations) {
        return new Refusal(
                "recusal-invalid",
                422,
                new Text("Đề nghị không hợp lệ", "The recusal is not valid"),
                new Text("Hãy sửa các chỗ được nêu rồi gửi lại.", "Correct what is listed and send it again."),
                violations,
                Map.of());
    }

    static Refusal headOnly() {
        return new Refusal(
                "forbidden",
                403,
                new Text("Chỉ dành cho Cụm trưởng", "For the head of the cluster only"),
                new Text(
                        "Chỉ đơn vị đang là Cụm trưởng mới được làm việc này. Hãy liên hệ Cụm trưởng.",
                        "Only the unit that heads the cluster now may do this. Speak to the head."));
    }

    static Refusal frozen(Board board) {
        return new Refusal(
                "board-frozen",
                409,
                new Text("Bảng đã mở, không đổi được", "An open board cannot be changed"),
                new Text(
                        "Bảng “" + board.id() + "” đã mở chấm điểm nên kế hoạch của bảng không đổi được nữa.",
                        "Scoring on board “" + board.id() + "” has been opened, so its plan no longer changes."),
                List.of(),
                Map.of("state", board.state()));
    }

    /** Everything that is said when a board opens is one entry of the log, which has a largest size. */
    static Refusal tooLarge(String board) {
        return new Refusal(
                "board-too-large",
                422,
                new Text("Bảng chấm điểm quá dài", "The score table is too long"),
                new Text(
                        "Tên các nhóm, tiêu chí và đơn vị của bảng “" + board
                                + "” dài quá 65.535 byte khi ghi vào nhật ký. Hãy rút ngắn tên trong bảng chấm điểm.",
                        "The names of groups, criteria and units of board “" + board
                                + "” take more than the 65,535 bytes of an entry of the log. Shorten names in the score"
                                + " table."));
    }

    static Refusal invalid(List<Violation> violations) {
        return new Refusal(
                "board-invalid",
                422,
                INVALID,
                new Text("Hãy sửa các chỗ được nêu rồi gửi lại.", "Correct what is listed and send it again."),
                violations,
                Map.of());
    }

    static Refusal sheetsMissing(String board, List<String> missing) {
        return new Refusal(
                "sheets-missing",
                409,
                new Text("Còn thiếu phiếu chấm", "Sheets are missing"),
                new Text(
                        "Bảng “" + board + "” còn thiếu " + missing.size()
                                + " phiếu. Hãy đợi đủ phiếu, hoặc khóa bảng kèm lý do trong missingBecause.",
                        "Board “" + board + "” still misses " + missing.size()
                                + (missing.size() == 1 ? " sheet." : " sheets.")
                                + " Wait for them, or close it and say why in missingBecause."),
                List.of(),
                Map.of("missing", missing));
    }
}
