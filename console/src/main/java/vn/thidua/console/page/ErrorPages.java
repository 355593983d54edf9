package vn.thidua.console.page;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import vn.thidua.console.identity.IssuerSilent;
import vn.thidua.console.identity.LoginNeeded;
import vn.thidua.console.identity.SignInPages;
import vn.thidua.console.service.NotAllowed;
import vn.thidua.console.service.NotThere;
import vn.thidua.console.service.Refused;
import vn.thidua.console.service.ServiceSilent;
import vn.thidua.console.service.TokenRefused;

/** What a reader sees when a page cannot be made: what happened and what to do, in the page's language. */
@ControllerAdvice
class ErrorPages {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    @ExceptionHandler
    ModelAndView on(NotThere missing) {
        return page(HttpStatus.NOT_FOUND);
    }

    @ExceptionHandler
    ModelAndView on(NotAllowed refused) {
        return page(HttpStatus.FORBIDDEN);
    }

    @ExceptionHandler
    ModelAndView on(TokenRefused refused, HttpServletRequest request) {
        log.warn(
                "{} cannot be shown: the service {} does not accept the token",
                request.getRequestURI(),
                refused.getMessage());
        return page(HttpStatus.UNAUTHORIZED);
    }

    @ExceptionHandler
    ModelAndView on(IssuerSilent silent, HttpServletRequest request) {
        log.warn("{} cannot be shown: {}", request.getRequestURI(), silent.getMessage());
        return page(HttpStatus.SERVICE_UNAVAILABLE);
    }

    /** A page sends its reader to log in; a part of a page has the whole page do so. */
    @ExceptionHandler
    ResponseEntity<Void> on(LoginNeeded over, HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"))
                ? ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header("HX-Refresh", "true")
                        .build()
                : ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header("Location", SignInPages.backTo(request))
                        .build();
    }

    @ExceptionHandler
    ModelAndView on(ServiceSilent silent, HttpServletRequest request) {
        log.warn("{} cannot be shown: {}", request.getRequestURI(), silent.getMessage());
        return page(HttpStatus.BAD_GATEWAY).addObject("service", silent.service());
    }

    /** Where a page expects no refusal, it cannot tell its reader what to do about one. */
    @ExceptionHandler
    ModelAndView on(Refused refused, HttpServletRequest request) {
        log.warn("{} cannot be shown: {}", request.getRequestURI(), refused.getMessage());
        return page(HttpStatus.BAD_GATEWAY).addObject("service", refused.service());
    }

    private static ModelAndView page(HttpStatus status) {
        var page = new ModelAndView("error", status);
        page.addObject("status", status.value());
        return page;
    }
}
