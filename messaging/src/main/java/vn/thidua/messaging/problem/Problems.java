package vn.thidua.messaging.problem;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.databind.json.JsonMapper;

/** Answers every refusal and every failure of a web handler with RFC 9457 problem details in both languages. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    Problems() {}

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(RefusalException e, HttpServletRequest request) {
        var headers = new HttpHeaders();
        e.retryAfter().ifPresent(after -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds())));
        return answer(e.refusal(), headers, request.getRequestURI());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ReadingRefused refused) {
                return answer(refused.refusal(), HttpHeaders.EMPTY, request.getRequestURI());
            }
        }
        return answer(UnreadableBody.refusal(e), HttpHeaders.EMPTY, request.getRequestURI());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> mistyped(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        var refusal = new Refusal(
                "parameter-invalid",
                400,
                new Text("Tham số không hợp lệ", "Invalid parameter"),
                new Text(
                        "Tham số “" + e.getName() + "” không đúng kiểu; hãy sửa rồi gửi lại.",
                        "Parameter \"" + e.getName() + "\" has the wrong type; correct it and send again."));
        return answer(refusal, HttpHeaders.EMPTY, request.getRequestURI());
    }

    /**
     * The store did not answer, changed its primary, or the way to it was cut: whether anything was written is not known,
     * and asking the same again is safe. Before {@link #failed}, to which a cut connection looks like a client that left.
     */
    @ExceptionHandler({
        MongoSocketException.class,
        MongoTimeoutException.class,
        MongoNotPrimaryException.class,
        MongoNodeIsRecoveringException.class,
        MongoConnectionPoolClearedException.class
    })
    ResponseEntity<Map<String, Object>> storeSilent(MongoException e, HttpServletRequest request) {
        log.warn(
                "{} {} could not be answered without the store: {}",
                request.getMethod(),
                request.getRequestURI(),
                e.toString());
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "2");
        return answer(failure(503), headers, request.getRequestURI());
    }

    /** What nobody else answers. Nothing is written to a client that is gone, or after an answer that has begun. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Map<String, Object>> failed(Exception e, HttpServletRequest request, HttpServletResponse response) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            log.debug("The client of {} went away: {}", request.getRequestURI(), e.toString());
            return null;
        }
        if (e instanceof ErrorResponse error && error.getStatusCode().is4xxClientError()) {
            return answer(refusal(e, error, request), error.getHeaders(), request.getRequestURI());
        }
        if (isOfUnreadType(e, request)) {
            return answer(
                    byStatus(415, request.getMethod(), HttpHeaders.EMPTY), HttpHeaders.EMPTY, request.getRequestURI());
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        if (response.isCommitted()) {
            return null;
        }
        var status = e instanceof ErrorResponse error ? error.getStatusCode().value() : 500;
        return answer(failure(status), HttpHeaders.EMPTY, request.getRequestURI());
    }

    /** Spring takes a type such as {@code *}{@code /*} for what is accepted, and fails on it as the type of a body. */
    private static boolean isOfUnreadType(Exception e, HttpServletRequest request) {
        return e instanceof IllegalArgumentException
                && String.valueOf(request.getContentType()).contains("*");
    }

    private static Refusal refusal(Exception e, ErrorResponse error, HttpServletRequest request) {
        return switch (e) {
            case MissingServletRequestParameterException missing -> missing(missing.getParameterName());
            case MissingRequestHeaderException missing -> missing(missing.getHeaderName());
            default -> byStatus(error.getStatusCode().value(), request.getMethod(), error.getHeaders());
        };
    }

    private static Refusal missing(String name) {
        return new Refusal(
                "parameter-missing",
                400,
                new Text("Thiếu tham số", "Missing parameter"),
                new Text("Thiếu tham số “" + name + "”.", "Parameter \"" + name + "\" is missing."));
    }

    static Refusal byStatus(int status, String method, HttpHeaders headers) {
        return switch (status) {
            case 404 ->
                refusal(
                        status,
                        "Không tìm thấy",
                        "Không có gì ở địa chỉ này; hãy kiểm tra lại đường dẫn.",
                        "There is nothing at this address; check the path.");
            case 405 -> {
                var allowed =
                        String.valueOf(headers.getFirst(HttpHeaders.ALLOW)).replace(",", ", ");
                yield refusal(
                        status,
                        "Phương thức không được hỗ trợ",
                        "Địa chỉ này không nhận " + method + "; hãy dùng " + allowed + ".",
                        "This address does not take " + method + "; use " + allowed + ".");
            }
            case 406 ->
                refusal(
                        status,
                        "Không có định dạng được yêu cầu",
                        "Không trả lời được ở định dạng trong Accept; hãy nhận application/json.",
                        "There is no answer in the format of Accept; accept application/json.");
            case 413 ->
                refusal(
                        status,
                        "Nội dung quá lớn",
                        "Nội dung quá lớn; hãy chia nhỏ rồi gửi lại.",
                        "The body is too large; send less at a time.");
            case 415 ->
                refusal(
                        status,
                        "Định dạng nội dung không được hỗ trợ",
                        "Hãy gửi nội dung với Content-Type: application/json.",
                        "Send the body with Content-Type: application/json.");
            default ->
                refusal(
                        status,
                        "Yêu cầu không được chấp nhận",
                        "Yêu cầu không hợp lệ; hãy kiểm tra lại theo mô tả API.",
                        "The request is not valid; check it against the description of the API.");
        };
    }

    private static Refusal refusal(int status, String title, String detail, String detailEn) {
        var known = HttpStatus.resolve(status);
        return new Refusal(
                known == null
                        ? "status-" + status
                        : known.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                status,
                new Text(title, known == null ? "Status " + status : known.getReasonPhrase()),
                new Text(detail, detailEn));
    }

    /** Without a word of what failed inside. */
    static Refusal failure(int status) {
        return new Refusal(
                status == 503 ? "unavailable" : "internal",
                status,
                status == 503
                        ? new Text("Tạm thời không phục vụ được", "Not available")
                        : new Text("Lỗi hệ thống", "Internal error"),
                new Text(
                        "Hệ thống gặp lỗi; dữ liệu đã được xác nhận không bị ảnh hưởng. Hãy thử lại sau.",
                        "Something failed here; nothing that was acknowledged is affected. Try again later."));
    }

    /** Answers from a filter, where no handler has been found yet. */
    public static void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var problem = refusal.toProblem();
        problem.put("instance", request.getRequestURI());
        response.setStatus(refusal.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(problem));
    }

    static ResponseEntity<Map<String, Object>> answer(Refusal refusal, HttpHeaders headers, String instance) {
        var problem = refusal.toProblem();
        problem.put("instance", instance);
        return ResponseEntity.status(HttpStatusCode.valueOf(refusal.status()))
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
