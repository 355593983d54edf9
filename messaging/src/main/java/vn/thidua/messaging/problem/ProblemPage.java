package vn.thidua.messaging.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what fails before or after a web handler, in a filter or in the server itself, with the same problems. */
@RestController
public final class ProblemPage implements ErrorController {

    ProblemPage() {}

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : request.getRequestURI();
        var refusal = status >= 500
                ? Problems.failure(status)
                : Problems.byStatus(status, request.getMethod(), HttpHeaders.EMPTY);
        return Problems.answer(refusal, HttpHeaders.EMPTY, path);
    }
}
