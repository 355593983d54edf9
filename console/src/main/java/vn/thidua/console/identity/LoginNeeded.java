package vn.thidua.console.identity;

/** Whoever was logged in is so no longer: the authorization server has ended it. */
public final class LoginNeeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LoginNeeded(String reason) {
        super(reason);
    }
}
