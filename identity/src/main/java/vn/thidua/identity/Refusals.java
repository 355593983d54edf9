package vn.thidua.identity;

import vn.thidua.messaging.problem.Refusal;
import vn.thidua.messaging.problem.Text;

/** Why somebody may not. */
public final class Refusals {

    private Refusals() {}

    /** For who is not let in at all: the object exists or not, this role may not do it. */
    public static Refusal forbidden() {
        return new Refusal(
                "forbidden",
                403,
                new Text("Không có quyền", "Not permitted"),
                new Text(
                        "Tài khoản này không có quyền làm việc này. Hãy dùng tài khoản có vai trò phù hợp hoặc hỏi"
                                + " người quản trị.",
                        "This account may not do this. Use one with the right role, or ask who administers it."));
    }

    static Refusal unauthenticated() {
        return new Refusal(
                "unauthenticated",
                401,
                new Text("Chưa xác thực", "Not authenticated"),
                new Text(
                        "Hãy gửi kèm mã truy cập còn hiệu lực: Authorization: Bearer <mã>.",
                        "Send a valid access token along: Authorization: Bearer <token>."));
    }

    static Refusal issuerSilent() {
        return new Refusal(
                "issuer-silent",
                503,
                new Text("Chưa kiểm tra được mã truy cập", "The access token cannot be checked yet"),
                new Text(
                        "Máy chủ cấp mã truy cập không trả lời. Hãy gửi lại sau vài giây.",
                        "The server that issues access tokens does not answer. Send it again in a few seconds."));
    }

    static Refusal tooManyRequests(long seconds) {
        return new Refusal(
                "too-many-requests",
                429,
                new Text("Quá nhiều yêu cầu", "Too many requests"),
                new Text(
                        "Hệ thống gửi quá nhanh. Hãy gửi lại sau " + seconds
                                + " giây, hoặc gửi nhiều phiếu trong một yêu cầu tới /api/scoring/v1/events.",
                        "This client sends too fast. Send it again in " + seconds
                                + " s, or send many sheets in one request to /api/scoring/v1/events."));
    }
}
