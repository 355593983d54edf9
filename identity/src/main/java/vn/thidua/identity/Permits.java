package vn.thidua.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import vn.thidua.messaging.problem.RefusalException;

/** Lets a request reach a handler only in a role that the handler's {@link Permit} names. */
final class Permits implements HandlerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(Permits.class);
    private static final String OURS = "vn.thidua.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // What continues later was judged when it came in.
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || !(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith(OURS)) {
            return true;
        }
        var permit = method.getMethodAnnotation(Permit.class);
        if (permit == null) {
            log.error("{} names no roles: nobody may call it", method);
            throw new RefusalException(Refusals.forbidden());
        }
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof ActorToken token)
                || !Arrays.asList(permit.value()).contains(token.getPrincipal().role())) {
            throw new RefusalException(Refusals.forbidden());
        }
        return true;
    }
}
