package vn.thidua.console.identity;

/** Told of each login that a person ends. */
@FunctionalInterface
public interface EndOfLogin {

    /** Nothing may be renewed with this refresh token any more. */
    void of(String refreshToken);
}
