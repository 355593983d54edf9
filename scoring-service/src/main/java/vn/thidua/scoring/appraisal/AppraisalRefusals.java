package vn.thidua.scoring.appraisal;

import java.util.List;
import java.util.Map;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/** Why an appraisal is not answered. */
final class AppraisalRefusals {

    private AppraisalRefusals() {}

    static Refusal nothingToExplain(String unit) {
        return new Refusal(
                "nothing-to-explain",
                409,
                new Text("Chưa có kết quả thẩm định lần 1", "There is no first appraisal yet"),
                new Text(
                        "Đơn vị “" + unit + "” chưa có phiếu thẩm định lần 1 để giải trình.",
                        "The unit “" + unit + "” has no first appraisal to explain anything about."));
    }

    static Refusal notAppraised(List<String> missing) {
        return new Refusal(
                "appraisals-missing",
                409,
                new Text("Còn thiếu phiếu thẩm định", "Appraisals are missing"),
                new Text(
                        "Còn thiếu " + missing.size() + " phiếu thẩm định, nên chưa xác nhận được.",
                        missing.size() + (missing.size() == 1 ? " appraisal is" : " appraisals are")
                                + " missing, so there is nothing to confirm yet."),
                List.of(),
                Map.of("missing", missing));
    }

    static Refusal invalid(List<Violation> violations) {
        return new Refusal(
                "explanation-invalid",
                422,
                new Text("Giải trình không hợp lệ", "The explanation is not valid"),
                new Text("Hãy sửa các chỗ được nêu rồi gửi lại.", "Correct what is listed and send it again."),
                violations,
                Map.of());
    }

    static Refusal unknown(String unit) {
        return new Refusal(
                "explanation-unknown",
                404,
                new Text("Chưa có giải trình", "There is no explanation"),
                new Text(
                        "Đơn vị “" + unit + "” chưa giải trình trên bảng này.",
                        "The unit “" + unit + "” has not explained anything on this board."));
    }
}
