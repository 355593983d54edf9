package vn.thidua.messaging;

/** The service does not start, because with this configuration it could lose something. */
final class UnsafeConfiguration extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnsafeConfiguration(String message) {
        super(message);
    }
}
