package vn.thidua.notification.inbox.web;

import java.util.List;
import java.util.Map;
import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;
import vn.thidua.messaging.problem.Violation;

/** Why a request for an inbox is refused. */
final class InboxRefusals {

    private InboxRefusals() {}

    static Refusal itemUnknown(String recipient, long seq) {
        return new Refusal(
                "item-unknown",
                404,
                new Text("Không có thông báo này", "No such item"),
                new Text(
                        "Hộp thư " + recipient + " không có thông báo số " + seq + "; hãy xem lại danh sách.",
                        "The inbox of " + recipient + " has no item " + seq + "; look at its list again."));
    }

    static Refusal outOfRange(String parameter, long least, long most) {
        var detail = new Text(
                "Tham số “" + parameter + "” phải từ " + least + " đến " + most + ".",
                "Parameter \"" + parameter + "\" has to be from " + least + " to " + most + ".");
        return new Refusal(
                "parameter-invalid",
                400,
                new Text("Tham số không hợp lệ", "Invalid parameter"),
                detail,
                List.of(new Violation("/" + parameter, "out-of-range", detail)),
                Map.of());
    }
}
