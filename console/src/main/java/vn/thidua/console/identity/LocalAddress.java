package vn.thidua.console.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Addresses on this origin, to come back to after a login. Whatever could lead elsewhere becomes the first page. */
final class LocalAddress {

    private static final String HOME = "/";

    private LocalAddress() {}

    static String of(@Nullable String asked) {
        if (asked == null
                || !asked.startsWith("/")
                || asked.startsWith("//")
                || asked.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
            return HOME;
        }
        try {
            var address = URI.create(asked);
            return address.isAbsolute() || address.getRawAuthority() != null ? HOME : address.toASCIIString();
        } catch (IllegalArgumentException unreadable) {
            return HOME;
        }
    }

    static String of(HttpServletRequest request) {
        var query = request.getQueryString();
        return of(query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query);
    }

    static String signIn(HttpServletRequest request) {
        return SignInPages.SIGN_IN + "?redirect=" + URLEncoder.encode(of(request), StandardCharsets.UTF_8);
    }
}
