package vn.thidua.messaging.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Answers every refusal and every failure of a web handler with RFC 9457 problem details in both languages. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    Problems() {}

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(RefusalException e, HttpServletRequest request) {
        return answer(e.refusal(), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        return answer(unreadable(e), request);
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
        return answer(refusal, request);
    }

    /** A client that went away: nobody is left to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        log.debug("The client went away", e);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> failed(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse response) {
            var status = HttpStatus.valueOf(response.getStatusCode().value());
            var detail = String.valueOf(response.getBody().getDetail());
            var refusal = new Refusal(
                    status.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    status.value(),
                    new Text("Yêu cầu không được chấp nhận", status.getReasonPhrase()),
                    new Text("Yêu cầu không được chấp nhận: " + detail, detail));
            return ResponseEntity.status(response.getStatusCode())
                    .headers(response.getHeaders())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(with(refusal, request));
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return answer(
                new Refusal(
                        "internal",
                        500,
                        new Text("Lỗi hệ thống", "Internal error"),
                        new Text(
                                "Hệ thống gặp lỗi; dữ liệu đã được xác nhận không bị ảnh hưởng. Hãy thử lại sau.",
                                "Something failed here; nothing that was acknowledged is affected. Try again later.")),
                request);
    }

    private static Refusal unreadable(HttpMessageNotReadableException e) {
        var pointer = "";
        var detail = String.valueOf(e.getMostSpecificCause().getMessage());
        if (e.getMostSpecificCause() instanceof JacksonException json) {
            detail = json.getOriginalMessage();
            if (json instanceof DatabindException) {
                pointer = pointer(json.getPath());
            }
        }
        var text = new Text("Không đọc được nội dung JSON: " + detail, "The JSON could not be read: " + detail);
        return new Refusal(
                "body-unreadable",
                400,
                new Text("Không đọc được nội dung", "Unreadable body"),
                text,
                List.of(new Violation(pointer, "body-unreadable", text)),
                Map.of());
    }

    private static String pointer(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            pointer.append('/').append(name(step));
        }
        return pointer.toString();
    }

    private static String name(JacksonException.Reference step) {
        @Nullable String property = step.getPropertyName();
        return property == null
                ? String.valueOf(step.getIndex())
                : property.replace("~", "~0").replace("/", "~1");
    }

    private static ResponseEntity<Map<String, Object>> answer(Refusal refusal, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatusCode.valueOf(refusal.status()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(with(refusal, request));
    }

    private static Map<String, Object> with(Refusal refusal, HttpServletRequest request) {
        var problem = refusal.toProblem();
        problem.put("instance", request.getRequestURI());
        return problem;
    }
}
