package vn.thidua.standalone.verify;

/** There is no verdict, and why. */
final class CannotCheck extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotCheck(String message) {
        super(message);
    }
}
