package vn.thidua.console.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a login begins: remembers the page to come back to, and goes to the issuer. */
@Controller
public final class SignInPages {

    static final String SIGN_IN = "/sign-in";

    private static final String RETURN = "thidua.return";

    private final IdentitySettings settings;
    private final Registrations registrations;
    private final SignedIn signedIn;

    SignInPages(IdentitySettings settings, Registrations registrations, SignedIn signedIn) {
        this.settings = settings;
        this.registrations = registrations;
        this.signedIn = signedIn;
    }

    @GetMapping(SIGN_IN)
    ResponseEntity<Void> signIn(@RequestParam(required = false) @Nullable String redirect, HttpServletRequest request) {
        var page = LocalAddress.of(redirect);
        if (signedIn.somebody().isPresent()) {
            return to(page);
        }
        if (isAnotherNameOfThisMachine(request)) {
            return to(settings.origin() + SIGN_IN + "?redirect=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
        }
        // Asked here, so that a silent issuer makes a page that says so.
        registrations.console();
        request.getSession().setAttribute(RETURN, page);
        return to("/oauth2/authorization/" + Registrations.CONSOLE);
    }

    /** Where a page sends whoever must log in first; a request that is no page leads to the first one. */
    public static String backTo(HttpServletRequest request) {
        return request.getMethod().equals("GET") ? LocalAddress.signIn(request) : SIGN_IN;
    }

    /** The page that was asked for before the login. */
    static String comeBack(HttpServletRequest request) {
        var session = request.getSession();
        var page = LocalAddress.of((String) session.getAttribute(RETURN));
        session.removeAttribute(RETURN);
        return page;
    }

    /** A login at 127.0.0.1 would come back at localhost, to a browser that has no cookie for it. */
    private boolean isAnotherNameOfThisMachine(HttpServletRequest request) {
        try {
            var here = URI.create("http://" + request.getHeader("Host"));
            return IdentitySettings.isLoopback(here)
                    && IdentitySettings.isLoopback(settings.origin())
                    && !settings.origin().getAuthority().equals(here.getAuthority());
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static ResponseEntity<Void> to(String address) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(address))
                .build();
    }
}
