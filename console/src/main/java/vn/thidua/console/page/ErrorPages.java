package vn.thidua.console.page;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import vn.thidua.console.service.NotThere;
import vn.thidua.console.service.ServiceSilent;

/** What a reader sees when a page cannot be made: what happened and what to do, in the page's language. */
@ControllerAdvice
class ErrorPages {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    @ExceptionHandler
    ModelAndView on(NotThere missing) {
        return page(HttpStatus.NOT_FOUND);
    }

    @ExceptionHandler
    ModelAndView on(ServiceSilent silent, HttpServletRequest request) {
        log.warn("{} cannot be shown: {}", request.getRequestURI(), silent.getMessage());
        return page(HttpStatus.BAD_GATEWAY).addObject("service", silent.service());
    }

    private static ModelAndView page(HttpStatus status) {
        var page = new ModelAndView("error", status);
        page.addObject("status", status.value());
        return page;
    }
}
