package vn.thidua.console.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.thidua.console.identity.Reason;

/**
 * Holds the login form and the token endpoint to {@link GuessLimit}: over it, 429 with {@code Retry-After}, before any
 * password is looked at.
 */
final class GuessFilter extends OncePerRequestFilter {

    private static final String LOGIN = "/login";
    private static final String TOKEN = "/oauth2/token";
    private static final String BASIC = "basic ";

    private final GuessLimit limit;

    GuessFilter(GuessLimit limit) {
        this.limit = limit;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !(request.getRequestURI().equals(LOGIN)
                        || request.getRequestURI().equals(TOKEN));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (limit.guess(account(request), request.getRemoteAddr())) {
            case GuessLimit.Guess.TooMany(var seconds) -> refuse(request, response, seconds);
            case GuessLimit.Guess.Taken taken -> {
                chain.doFilter(request, response);
                if (!wasWrong(request, response)) {
                    taken.giveBack();
                }
            }
        }
    }

    private static String account(HttpServletRequest request) {
        return request.getRequestURI().equals(LOGIN)
                ? "person " + request.getParameter("username")
                : "system " + client(request).orElse("");
    }

    private static Optional<String> client(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            var decoded = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), UTF_8);
            return Optional.of(decoded.split(":", 2)[0]);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean wasWrong(HttpServletRequest request, HttpServletResponse response) {
        return request.getRequestURI().equals(LOGIN)
                ? SecurityContextHolder.getContext().getAuthentication() == null
                : response.getStatus() == HttpStatus.UNAUTHORIZED.value();
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, long seconds)
            throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        if (request.getRequestURI().equals(LOGIN)) {
            Reason.GUESSES.of(request);
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
            return;
        }
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream()
                .write(("{\"error\":\"temporarily_unavailable\",\"error_description\":\"too many wrong secrets;"
                                + " try again in " + seconds + " s\"}")
                        .getBytes(UTF_8));
    }
}
