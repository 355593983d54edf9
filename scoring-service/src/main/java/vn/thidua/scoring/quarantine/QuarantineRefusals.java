package vn.thidua.scoring.quarantine;

import java.util.List;
import java.util.Map;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;

/** Why something cannot be done with what is quarantined. */
public final class QuarantineRefusals {

    private QuarantineRefusals() {}

    /** Nothing is kept under this id. */
    public static Refusal unknown(String id) {
        return new Refusal(
                "quarantine-unknown",
                404,
                new Text("Không có sự kiện cách ly này", "There is no such quarantined event"),
                new Text(
                        "Không có sự kiện nào được giữ với mã “" + id + "”.",
                        "No event is kept under the id “" + id + "”."));
    }

    static Refusal settled(Quarantined quarantined) {
        return new Refusal(
                "quarantine-settled",
                409,
                new Text("Sự kiện đã được xử lý", "The event has been dealt with"),
                new Text(
                        "Sự kiện này đã được gửi lại hoặc loại bỏ nên không đổi được nữa. Nếu cần, hãy gửi phiếu mới.",
                        "This event has been replayed or discarded and no longer changes. Send a new sheet if needed."),
                List.of(),
                Map.of("state", quarantined.state()));
    }

    static Refusal reasonMissing() {
        return new Refusal(
                "reason-missing",
                422,
                new Text("Hãy nêu lý do", "Say why"),
                new Text(
                        "Để loại bỏ, hãy nêu lý do trong reason, tối đa 1000 ký tự.",
                        "To discard it, say why in reason, in at most 1000 characters."));
    }
}
