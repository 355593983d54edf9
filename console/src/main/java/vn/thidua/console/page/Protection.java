package vn.thidua.console.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.thidua.console.identity.IdentitySettings;
import vn.thidua.console.identity.Reason;

/**
 * Protects the reader: only our own scripts, styles and connections, no framing, nothing changed by a form or a script on
 * another site, and nothing kept that was for one person. The headers of every response are laid down here, those of the
 * authorization server's too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Protection extends OncePerRequestFilter {

    private static final String POLICY_BUT_FORMS = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final String policy;

    Protection(IdentitySettings settings) {
        // Logging out at another provider goes there by a form's answer, which browsers hold against the policy.
        var provider = settings.own()
                ? ""
                : " " + settings.issuer().resolve("/").toString().replaceFirst("/$", "");
        policy = POLICY_BUT_FORMS + "; form-action 'self'" + provider;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        headers(response);
        response.setHeader("Cache-Control", isPersonal(request) ? "no-store" : "no-cache, private");
        if (!SAFE.contains(request.getMethod()) && fromAnotherSite(request)) {
            Reason.SITE.of(request);
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        chain.doFilter(request, response);
    }

    /** Of every response, whatever becomes of the request. */
    void headers(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }

    /** What somebody has logged in to see, and how they log in, is for nobody who comes to the machine later. */
    private static boolean isPersonal(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (path.startsWith("/login") || path.startsWith("/oauth2/") || path.startsWith("/sign-")) {
            return true;
        }
        var session = request.getSession(false);
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }

    /** Browsers say where a request comes from; what says nothing is no browser, and carries nobody's cookies. */
    private static boolean fromAnotherSite(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        var origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        try {
            return !String.valueOf(URI.create(origin).getAuthority()).equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException unreadable) {
            return true;
        }
    }
}
