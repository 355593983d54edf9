package vn.thidua.messaging.problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a form before it is parsed: nothing is sent as one. Spring takes the body of a form from its parameters, and what
 * is wrong with those is found in many places, by many names.
 */
public final class NoForms implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        var type = request.getContentType();
        if (type != null
                && request.getDispatcherType() == DispatcherType.REQUEST
                && type.toLowerCase(Locale.ROOT).contains(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            throw new HttpMediaTypeNotSupportedException(MediaType.APPLICATION_FORM_URLENCODED, List.of());
        }
        return true;
    }
}
