package vn.thidua.scoring.leadership;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/** Why something cannot be said of a cluster's leadership. */
public final class LeadershipRefusals {

    private LeadershipRefusals() {}

    /** Nobody heads the cluster now. */
    public static Refusal noHead(String cluster) {
        return new Refusal(
                "head-unknown",
                404,
                new Text("Cụm chưa có Cụm trưởng", "The cluster has no head"),
                new Text(
                        "Cụm “" + cluster
                                + "” hiện chưa có Cụm trưởng. Ủy ban MTTQ Thành phố chỉ định Cụm trưởng đầu tiên.",
                        "Cluster “" + cluster + "” has no head at present. The City committee appoints the first."));
    }

    static Refusal agreedAlready(String cluster, LocalDate from) {
        return new Refusal(
                "leadership-agreed",
                409,
                new Text("Cụm đã thống nhất Cụm trưởng", "The cluster has agreed on its leadership"),
                new Text(
                        "Cụm “" + cluster + "” đã thống nhất Cụm trưởng kể từ ngày " + from
                                + " hoặc sau đó, nên không chỉ định được cho ngày này.",
                        "Cluster “" + cluster + "” agreed on a leadership from " + from
                                + " or a later day, so none is appointed from that day."));
    }

    static Refusal notAMember(String unit, LocalDate from) {
        return new Refusal(
                "head-invalid",
                422,
                new Text("Cụm trưởng không hợp lệ", "The head is not valid"),
                new Text("Hãy sửa các chỗ được nêu rồi gửi lại.", "Correct what is listed and send it again."),
                List.of(new Violation(
                        "/unit",
                        "head-not-a-member",
                        new Text(
                                "Đơn vị “" + unit + "” không phải thành viên của cụm vào ngày " + from + ".",
                                "The unit “" + unit + "” is not a member of the cluster on " + from + "."))),
                Map.of());
    }
}
