package vn.thidua.console.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** The reader's language: what {@code ?lang=} says, else what it said before (a cookie remembers), else Vietnamese. */
final class LanguageChoice implements LocaleResolver, HandlerInterceptor {

    private static final String NAME = "lang";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return asked(request).or(() -> remembered(request)).orElse(Language.VI).locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language is chosen with ?lang=");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        asked(request).ifPresent(language -> {
            var cookie = ResponseCookie.from(NAME, language.tag())
                    .path("/")
                    .maxAge(REMEMBERED)
                    .sameSite("Lax")
                    .httpOnly(true)
                    .secure(request.isSecure())
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        });
        return true;
    }

    private static Optional<Language> asked(HttpServletRequest request) {
        // From the query string itself: asking for a parameter would read the body of what is only relayed.
        var query = request.getQueryString();
        if (query == null) {
            return Optional.empty();
        }
        for (var part : query.split("&", -1)) {
            if (part.startsWith(NAME + "=")) {
                return Language.of(part.substring(NAME.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Language> remembered(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        return cookie == null ? Optional.empty() : Language.of(cookie.getValue());
    }
}
