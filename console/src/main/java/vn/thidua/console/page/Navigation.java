package vn.thidua.console.page;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page which part of the console it belongs to, so that the navigation can say where the reader is. */
@ControllerAdvice
class Navigation {

    @ModelAttribute("section")
    String section(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (path.startsWith("/inbox")) {
            return "inboxes";
        }
        if (path.startsWith("/operations")) {
            return "operations";
        }
        return path.equals("/") || path.startsWith("/boards") ? "boards" : "none";
    }
}
