package vn.thidua.ranking.proceedings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import vn.thidua.events.TableRules.Threshold;
import vn.thidua.events.TableRules.TieBreak.By;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/** Why a step in the proceedings is refused. */
final class Refusals {

    private Refusals() {}

    static Refusal notAMember(String pointer, String unit) {
        return invalid(
                pointer,
                "not-a-member",
                "Đơn vị “" + unit + "” không phải thành viên của cụm.",
                "Unit \"" + unit + "\" is not a member of the cluster.");
    }

    static Refusal notInTheTable(String pointer, String code) {
        return invalid(
                pointer,
                "not-in-the-table",
                "Bảng chấm điểm không có “" + code + "”, nên việc này không có hiệu lực gì.",
                "The score table has no \"" + code + "\", so this would have no effect.");
    }

    static Refusal twice() {
        return invalid("/order", "twice", "Một đơn vị được nêu hai lần.", "A unit is named twice.");
    }

    static Refusal present(int members) {
        return invalid(
                "/present",
                "present-out-of-range",
                "Số có mặt phải từ 1 đến " + members + ".",
                "The number of those present is from 1 to " + members + ".");
    }

    static Refusal tooManyVotes(long most) {
        return invalid(
                "/votes",
                "too-many-votes",
                "Số phiếu không âm, mỗi đơn vị không quá số có mặt, tổng cộng tối đa " + most + ".",
                "Votes are not negative, at most those present for each unit, and " + most + " together.");
    }

    static Refusal noQuorum(Threshold quorum, int present, int members) {
        return new Refusal(
                "quorum-missing",
                422,
                new Text("Không đủ số người dự họp", "There was no quorum"),
                new Text(
                        "Có mặt " + present + "/" + members + ", cần ít nhất " + quorum.numerator() + "/"
                                + quorum.denominator() + " (" + quorum.name() + ", " + quorum.basis()
                                + "). Hãy họp lại rồi bỏ phiếu.",
                        present + " of " + members + " were present, and at least " + quorum.numerator() + "/"
                                + quorum.denominator() + " are needed (" + quorum.name() + ", " + quorum.basis()
                                + "). Meet again and vote."),
                List.of(),
                Map.of("threshold", quorum.code()));
    }

    static Refusal noSuchTie(Collection<String> units) {
        var named = String.join(", ", units);
        return new Refusal(
                "tie-not-open",
                409,
                new Text("Không có trường hợp đồng hạng này", "No such tie is open"),
                new Text(
                        "Giữa " + named + " không có đồng hạng nào còn phải phân định để xét khen thưởng; hãy xem lại"
                                + " bảng xếp hạng.",
                        "No tie among " + named + " has to be broken for an award; look at the standings again."));
    }

    static Refusal firstOf(By step) {
        return new Refusal(
                "step-missing",
                409,
                new Text("Chưa đến bước này", "Another step comes first"),
                new Text(
                        "Theo bảng chấm điểm phải " + (step == By.FIRST_BALLOT ? "bỏ phiếu lần 1" : "bỏ phiếu lần 2")
                                + " trước.",
                        "By the score table, the " + (step == By.FIRST_BALLOT ? "first" : "second")
                                + " ballot comes first."),
                List.of(),
                Map.of("step", step.name()));
    }

    static Refusal alreadyRecorded(long number) {
        return new Refusal(
                "already-recorded",
                409,
                new Text("Đã ghi nhận kết quả khác", "Something else is recorded"),
                new Text(
                        "Mục số " + number + " đã ghi nhận cho các đơn vị này; nếu ghi sai, hãy rút mục đó trước.",
                        "Entry " + number + " is recorded for these units; withdraw it first if it is wrong."),
                List.of(),
                Map.of("entry", number));
    }

    static Refusal noEntry(long number) {
        return new Refusal(
                "entry-not-found",
                404,
                new Text("Không có mục này", "No such entry"),
                new Text(
                        "Không có mục số " + number + " thuộc loại này; hãy xem lại danh sách.",
                        "There is no entry " + number + " of this kind; look at the list again."));
    }

    static Refusal notClosed() {
        return new Refusal(
                "scoring-not-closed",
                409,
                new Text("Chưa khóa chấm điểm", "Scoring is not closed"),
                new Text(
                        "Điểm còn có thể thay đổi; hãy khóa chấm điểm trước khi phân định đồng hạng.",
                        "Totals may still change; close scoring before a tie is broken."));
    }

    static Refusal resultsFinal() {
        return new Refusal(
                "results-final",
                409,
                new Text("Kết quả đã chốt", "The results are final"),
                new Text(
                        "Kết quả đã chốt nên không ghi nhận thêm; việc phát sinh sau đó phải qua thủ tục điều chỉnh.",
                        "The results are final, so nothing more is recorded; what comes up later needs a correction."));
    }

    static Refusal forbidden(String vi, String en) {
        var forbidden = vn.thidua.identity.Refusals.forbidden();
        return new Refusal(forbidden.slug(), forbidden.status(), forbidden.title(), new Text(vi, en));
    }

    static Refusal boardNotFound(String board) {
        return new Refusal(
                "board-not-found",
                404,
                new Text("Không tìm thấy bảng thi đua", "No such board"),
                new Text(
                        "Bảng “" + board + "” chưa mở chấm điểm hoặc không tồn tại; hãy kiểm tra mã bảng.",
                        "Board \"" + board + "\" is not open for scoring or does not exist; check its id."));
    }

    private static Refusal invalid(String pointer, String rule, String vi, String en) {
        var text = new Text(vi, en);
        return new Refusal(
                "proceedings-invalid",
                422,
                new Text("Nội dung chưa hợp lệ", "This cannot be recorded"),
                text,
                List.of(new Violation(pointer, rule, text)),
                Map.of());
    }
}
