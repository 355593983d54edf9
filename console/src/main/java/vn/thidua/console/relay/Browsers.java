package vn.thidua.console.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;
import vn.thidua.console.identity.Tokens;

/**
 * Gives the token of whoever is logged in to requests that our own pages make. A page on another site gets none: what
 * only reads must come from this origin, what changes something must also know the session's secret, in the header
 * {@code X-CSRF-TOKEN} since the body is the service's to read.
 */
@Component
class Browsers {

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final Tokens tokens;
    private final HttpSessionCsrfTokenRepository secrets = new HttpSessionCsrfTokenRepository();
    private final XorCsrfTokenRequestAttributeHandler masks = new XorCsrfTokenRequestAttributeHandler();

    Browsers(Tokens tokens) {
        this.tokens = tokens;
    }

    Optional<String> token(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return Optional.empty();
        }
        return READS.contains(request.getMethod()) || knowsTheSecret(request)
                ? tokens.ofPerson(request)
                : Optional.empty();
    }

    private boolean knowsTheSecret(HttpServletRequest request) {
        var secret = secrets.loadToken(request);
        return secret != null
                && request.getHeader(secret.getHeaderName()) != null
                && isSame(secret, masks.resolveCsrfTokenValue(request, secret));
    }

    private static boolean isSame(CsrfToken secret, @Nullable String told) {
        return told != null && MessageDigest.isEqual(secret.getToken().getBytes(UTF_8), told.getBytes(UTF_8));
    }
}
