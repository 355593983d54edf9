package vn.thidua.messaging.limit;

import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;

/** Why a body is read no further. */
public final class Refusals {

    private Refusals() {}

    /** A body of more bytes than may come. */
    public static Refusal tooLarge(long most) {
        var limit = most % 1024 == 0 ? most / 1024 + " KiB" : most + " byte";
        return new Refusal(
                "body-too-large",
                413,
                new Text("Nội dung quá lớn", "The body is too large"),
                new Text(
                        "Nội dung gửi lên tối đa " + limit + ". Hãy chia nhỏ rồi gửi lại.",
                        "A body has at most " + limit + ". Send less at a time."));
    }

    static Refusal tooSlow(long seconds) {
        return new Refusal(
                "body-too-slow",
                408,
                new Text("Nội dung đến quá chậm", "The body comes too slowly"),
                new Text(
                        "Nội dung phải đến đủ trong " + seconds + " giây. Hãy gửi lại, hoặc chia nhỏ.",
                        "A body arrives whole within " + seconds + " s. Send it again, or send less at a time."));
    }
}
