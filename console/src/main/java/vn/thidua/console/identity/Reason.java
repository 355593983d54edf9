package vn.thidua.console.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Why a request was turned away, where the status alone would not tell a person what to do. */
public enum Reason {
    /** The form's own secret is missing or old: the session has ended meanwhile, or the form is not ours. */
    FORM,
    /** A page on another site has sent it. */
    SITE,
    /** The account has no role here. */
    NOBODY,
    /** The issuer did not confirm the login. */
    LOGIN,
    /** Too many wrong passwords: it has to wait. */
    GUESSES;

    private static final String ATTRIBUTE = Reason.class.getName();

    /** Kept for the page that will be made of the refusal. */
    public void of(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public static @Nullable Reason told(HttpServletRequest request) {
        return (Reason) request.getAttribute(ATTRIBUTE);
    }
}
