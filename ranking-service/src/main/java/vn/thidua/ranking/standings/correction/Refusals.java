package vn.thidua.ranking.standings.correction;

import java.util.List;
import java.util.Map;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/** Why a correction is not proposed, approved or withdrawn. */
final class Refusals {

    private Refusals() {}

    static Refusal notFound(String board, long number) {
        return new Refusal(
                "correction-not-found",
                404,
                new Text("Không tìm thấy đề nghị đính chính", "No such correction"),
                new Text(
                        "Bảng “" + board + "” không có đề nghị đính chính số " + number + ".",
                        "Board \"" + board + "\" has no correction number " + number + "."));
    }

    static Refusal notFinal() {
        return new Refusal(
                "results-not-final",
                409,
                new Text("Kết quả chưa chốt", "The results are not final"),
                new Text(
                        "Chỉ đính chính kết quả đã chốt; trước đó hãy sửa phiếu.",
                        "Only final results are corrected; before that, correct the sheets."));
    }

    static Refusal invalid(List<Violation> violations) {
        return new Refusal(
                "correction-invalid",
                422,
                new Text("Đề nghị đính chính chưa hợp lệ", "The correction is not valid"),
                new Text("Hãy sửa các chỗ được nêu.", "Correct what is listed."),
                violations,
                Map.of());
    }

    static Refusal open() {
        return new Refusal(
                "correction-open",
                409,
                new Text("Đang có đề nghị đính chính", "A correction is open"),
                new Text(
                        "Mỗi lúc chỉ có một đề nghị đính chính; hãy duyệt hoặc rút đề nghị đang có.",
                        "One correction is open at a time; approve or withdraw the present one."));
    }

    static Refusal changesNothing() {
        return new Refusal(
                "correction-changes-nothing",
                422,
                new Text("Không có gì thay đổi", "Nothing would change"),
                new Text("Với các điểm này, kết quả vẫn như cũ.", "With these marks the results stay what they are."));
    }

    static Refusal peopleOnly() {
        return new Refusal(
                "people-only",
                403,
                new Text("Chỉ người mới duyệt được", "Only people approve"),
                new Text(
                        "Đính chính do hai người khác nhau duyệt; hãy đăng nhập bằng tài khoản của mình.",
                        "A correction is approved by two different people; log in with your own account."));
    }

    static Refusal over(Correction correction) {
        return new Refusal(
                "correction-over",
                409,
                new Text("Đề nghị đính chính đã kết thúc", "The correction is over"),
                new Text(
                        "Đề nghị số " + correction.number() + " đã được duyệt, rút hoặc thay thế; hãy lập đề nghị mới"
                                + " nếu cần.",
                        "Correction " + correction.number() + " was approved, withdrawn or overtaken; propose another"
                                + " one if it is needed."),
                List.of(),
                Map.of("state", correction.state()));
    }
}
