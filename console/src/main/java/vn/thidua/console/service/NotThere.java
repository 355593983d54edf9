package vn.thidua.console.service;

/** What was asked for does not exist, or cannot exist under that name. */
public final class NotThere extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotThere(String what) {
        super(what);
    }
}
