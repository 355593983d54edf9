package vn.thidua.console.relay;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import tools.jackson.databind.json.JsonMapper;
import vn.thidua.console.service.Service;

/** Why nothing was relayed, told as a problem (RFC 9457) in both languages. */
enum NotRelayed {
    ADDRESS_UNREADABLE(
            400,
            "address-unreadable",
            "Địa chỉ không hợp lệ",
            "The address cannot be read",
            "Địa chỉ không được chứa “..” hay ký tự chưa mã hoá. Hãy kiểm tra lại địa chỉ.",
            "The address must contain neither “..” nor unencoded characters. Check the address."),
    TOO_MANY_READERS(
            503,
            "too-many-readers",
            "Quá nhiều người đang theo dõi",
            "Too many readers",
            "Hiện có quá nhiều kết nối theo dõi trực tiếp dịch vụ %s; hãy thử lại sau vài giây, hoặc đọc không theo dõi.",
            "Too many follow the %s service live at the moment; try again in a few seconds, or read without following."),
    SERVICE_DOWN(
            502,
            "service-down",
            "Dịch vụ không trả lời",
            "The service does not answer",
            "Dịch vụ %s hiện không kết nối được. Hãy thử lại sau ít phút.",
            "The %s service cannot be reached now. Try again in a few minutes."),
    SERVICE_BROKE_OFF(
            502,
            "service-broke-off",
            "Dịch vụ ngắt kết nối giữa chừng",
            "The service broke off",
            "Dịch vụ %s ngắt kết nối trước khi trả lời. Yêu cầu có thể đã hoặc chưa được thực hiện: hãy gửi lại cùng"
                    + " một khoá.",
            "The %s service broke off before it answered. The request may or may not have been carried out: repeat it"
                    + " with the same key."),
    SERVICE_SLOW(
            504,
            "service-slow",
            "Dịch vụ trả lời quá chậm",
            "The service answers too slowly",
            "Dịch vụ %s chưa trả lời kịp. Yêu cầu có thể đã hoặc chưa được thực hiện: hãy gửi lại cùng một khoá.",
            "The %s service has not answered in time. The request may or may not have been carried out: repeat it"
                    + " with the same key.");

    private final int status;
    private final String slug;
    private final String title;
    private final String titleEn;
    private final String detail;
    private final String detailEn;

    NotRelayed(int status, String slug, String title, String titleEn, String detail, String detailEn) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.titleEn = titleEn;
        this.detail = detail;
        this.detailEn = detailEn;
    }

    void answer(Service service, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "urn:thidua:problem:" + slug);
        problem.put("title", title);
        problem.put("titleEn", titleEn);
        problem.put("status", status);
        problem.put("detail", detail.formatted(service.path()));
        problem.put("detailEn", detailEn.formatted(service.path()));
        problem.put("instance", request.getRequestURI());
        response.setStatus(status);
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "5");
        }
        response.setContentType("application/problem+json");
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(problem));
    }
}
