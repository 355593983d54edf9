package vn.thidua.console.page;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import vn.thidua.console.identity.Reason;

/** Tells every page which part of the console it belongs to, so that the navigation can say where the reader is. */
@ControllerAdvice
class Navigation {

    /** Told only where the status of an error would not say enough. */
    @ModelAttribute("reason")
    @Nullable
    Reason reason(HttpServletRequest request) {
        return Reason.told(request);
    }

    /** To come back to after logging in. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.REQUEST ? request.getRequestURI() : "/";
    }

    @ModelAttribute("section")
    String section(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (path.equals("/login")) {
            return "login";
        }
        if (path.startsWith("/inbox")) {
            return "inboxes";
        }
        if (path.startsWith("/operations")) {
            return "operations";
        }
        return path.equals("/") || path.startsWith("/boards") ? "boards" : "none";
    }
}
