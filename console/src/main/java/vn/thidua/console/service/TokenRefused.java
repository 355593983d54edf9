package vn.thidua.console.service;

/** A service does not accept the token that came with the request. */
public final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenRefused(Service service) {
        super(service.name());
    }
}
